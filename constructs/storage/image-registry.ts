import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrReplicationConfiguration } from '@cdktf/provider-aws/lib/ecr-replication-configuration';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Construct } from 'constructs';

/** Inputs of an {@link ImageRegistry}. */
export interface ImageRegistryProps {
  /** Names of the repositories, such as `chat-assistant/trainer`. */
  readonly repositoryNames: readonly string[];
  /** ARN of the KMS key for the images, in the region of the registry. A new key replaces the repositories. */
  readonly kmsKeyArn: string;
  /** Days until an image without a tag is deleted. */
  readonly expireUntaggedAfterDays: number;
  /** Copies of the images in other regions. @default the registry's replication is left alone */
  readonly replication?: ImageReplication;
}

/** Where images are copied to. */
export interface ImageReplication {
  /** Account of the registry: its id, or a reference to it. */
  readonly accountId: string;
  /** Regions that receive copies, 1 to 25. */
  readonly regions: readonly string[];
  /** Start of the names of the repositories to copy. */
  readonly repositoryPrefix: string;
}

/**
 * Private ECR repositories with immutable tags, scanning on push, a KMS key, and an end for images without a tag.
 *
 * **Replication is a setting of the whole registry: one per account and region, shared by everything in it.** With
 * `replication`, this construct takes that setting over and replaces what was there; two projects in one account and
 * region must not both do so. Only images that are pushed after the setting are copied.
 *
 * In a destination ECR creates missing repositories with default settings: mutable tags, no KMS key, no lifecycle.
 * Create this registry, without `replication`, in each of those regions first, so that the copies land in repositories
 * like these.
 */
export class ImageRegistry extends Construct {
  /** Repository URL, without a tag, by repository name. */
  readonly repositoryUrls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);

    const repositories = props.repositoryNames.map((name) => ({
      name,
      repository: createRepository(this, name, props),
    }));
    if (props.replication) {
      new EcrReplicationConfiguration(this, 'replication', {
        replicationConfiguration: { rule: [replicationRule(props.replication)] },
      });
    }

    this.repositoryUrls = Object.fromEntries(repositories.map((r) => [r.name, r.repository.repositoryUrl]));
  }
}

function createRepository(scope: Construct, name: string, props: ImageRegistryProps): EcrRepository {
  const repository = new EcrRepository(scope, `repository-${name}`, {
    name,
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: props.kmsKeyArn }],
    forceDelete: false,
  });
  new EcrLifecyclePolicy(scope, `lifecycle-${name}`, {
    repository: repository.name,
    policy: JSON.stringify(lifecyclePolicy(props.expireUntaggedAfterDays)),
  });
  return repository;
}

function lifecyclePolicy(expireUntaggedAfterDays: number): object {
  return {
    rules: [
      {
        rulePriority: 1,
        description: `Expire untagged images after ${expireUntaggedAfterDays} days`,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: expireUntaggedAfterDays,
        },
        action: { type: 'expire' },
      },
    ],
  };
}

function replicationRule({ accountId, regions, repositoryPrefix }: ImageReplication) {
  return {
    destination: regions.map((region) => ({ region, registryId: accountId })),
    repositoryFilter: [{ filter: repositoryPrefix, filterType: 'PREFIX_MATCH' }],
  };
}
