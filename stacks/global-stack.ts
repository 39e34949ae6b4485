import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import type { Construct } from 'constructs';
import { boundedName } from '../catalog/name-limits';
import { MonthlyBudget } from '../constructs/billing/monthly-budget';
import { GithubRoles } from '../constructs/ci/github-roles';
import { HostValidation } from '../constructs/dns/host-validation';
import { EncryptionKey } from '../constructs/security/encryption-key';
import { ImageRegistry } from '../constructs/storage/image-registry';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import { type Outputs, publish } from './outputs';
import { prepareStack, stackName } from './stack';
import type { StateAddress } from './state';

export interface GlobalOutputs extends Outputs {
  /** Id of the hosted zone; empty without a public name. */
  readonly zoneId: string;
  /** URL of each image repository by its name. */
  readonly repositoryUrls: Readonly<Record<string, string>>;
}

/** How long an image that lost its tag is kept. */
export const untaggedImageDays = 14;

/**
 * What no region owns: the hosted zone's lookup, the certificate validation of the public name that all regions share,
 * and the image registry, which lies in the primary region.
 */
export class GlobalStack extends TerraformStack {
  readonly outputs: GlobalOutputs;
  readonly address: StateAddress;

  constructor(scope: Construct, environment: Environment) {
    super(scope, stackName(environment, 'global'));
    this.address = prepareStack(this, environment, 'global', environment.primaryRegion);
    const { prefix, primaryRegion, dns, registry } = environment;
    const accountId = new DataAwsCallerIdentity(this, 'account').accountId;

    const zone = dns && new DataAwsRoute53Zone(this, 'zone', { name: dns.zone, privateZone: false });
    if (dns && zone) new HostValidation(this, 'host', { sharedHostName: dns.host, zoneId: zone.zoneId });

    const imageKey = new EncryptionKey(this, 'image-key', {
      name: `${prefix}-images`,
      description: `Container images of ${prefix}`,
      accountId,
      region: primaryRegion,
      services: [],
    });
    const images = new ImageRegistry(this, 'images', {
      repositoryNames: registry.repositories,
      kmsKeyArn: imageKey.arn,
      expireUntaggedAfterDays: untaggedImageDays,
      ...(registry.replicaRegions.length > 0 && {
        replication: { accountId, regions: registry.replicaRegions, repositoryPrefix: `${prefix}/` },
      }),
    });

    const { budget, project, monitoring, ci, state } = environment;
    if (ci) {
      new GithubRoles(this, 'github', {
        accountId,
        ...ci,
        ...(state.backend === 's3' && { locks: { bucket: state.bucket, prefix: `${project}/${environment.name}/` } }),
      });
    }
    if (budget) {
      new MonthlyBudget(this, 'budget', {
        name: boundedName('budget', prefix, 'monthly'),
        accountId,
        monthlyUsd: budget.monthlyUsd,
        tag: { key: 'project', value: project },
        emails: monitoring.alarmEmails,
      });
    }

    this.outputs = { zoneId: zone?.zoneId ?? '', repositoryUrls: images.repositoryUrls };
    publish(this, this.outputs);
  }
}
