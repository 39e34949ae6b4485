import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { accountNumber, json } from '../../checks';
import { requireLocalKey } from '../../local-key';
import type { Aws, ResourceModel } from '../../resource-model';
import { lifecyclePolicyProblem } from './lifecycle-policy';

/** Registries of container images. A stored repository may carry `images`, the number of images in it. */
export const ecrModels: Readonly<Record<string, ResourceModel>> = {
  aws_ecr_repository: {
    replacedBy: forceNew.aws_ecr_repository,
    checks: [
      {
        path: 'image_tag_mutability',
        oneOf: ['MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'],
      },
      { path: 'encryption_configuration.encryption_type', oneOf: ['AES256', 'KMS', 'KMS_DSSE'] },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'RepositoryAlreadyExistsException' },
    create(values, aws) {
      const name = textOf(values, 'name') ?? '';
      if (!isRepositoryName(name)) throw invalidParameter('repositoryName', name);
      requireLocalKey(textOf(values, 'encryption_configuration.kms_key'), aws, 'KmsException');
      return {
        id: name,
        arn: aws.arn('ecr', `repository/${name}`),
        registry_id: aws.account,
        repository_url: `${aws.account}.dkr.ecr.${aws.region}.amazonaws.com/${name}`,
        encryption_configuration: blocksOf(values, 'encryption_configuration').map((block) => ({
          ...block,
          kms_key: textOf(block, 'kms_key') ?? awsManagedKey(block, aws),
        })),
      };
    },
    remove(values) {
      const images = values['images'];
      if (typeof images !== 'number' || images === 0 || isOn(values, 'force_delete')) return;
      throw new ApiError(
        'RepositoryNotEmptyException',
        `The repository with name '${textOf(values, 'name')}' cannot be deleted because it still contains images`,
      );
    },
  },

  aws_ecr_lifecycle_policy: {
    replacedBy: forceNew.aws_ecr_lifecycle_policy,
    checks: [{ path: 'policy', ...json }],
    references: [
      {
        path: 'repository',
        type: 'aws_ecr_repository',
        by: 'name',
        missing: 'RepositoryNotFoundException',
        onDelete: 'cascade',
      },
    ],
    importId: { attributes: ['repository'], separator: '' },
    create(values, aws) {
      checkLifecyclePolicy(values);
      return { id: textOf(values, 'repository') ?? null, registry_id: aws.account };
    },
  },

  // One for each account and region: a second one replaces the first.
  aws_ecr_replication_configuration: {
    replacedBy: forceNew.aws_ecr_replication_configuration,
    checks: [
      {
        path: 'replication_configuration.rule.destination.region',
        matches: (text) => /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(text),
        expected: 'an AWS region',
      },
      { path: 'replication_configuration.rule.destination.registry_id', ...accountNumber },
      { path: 'replication_configuration.rule.repository_filter.filter_type', oneOf: ['PREFIX_MATCH'] },
    ],
    importId: { attributes: ['registry_id'], separator: '' },
    create(values, aws) {
      checkReplication(values, aws);
      return { id: aws.account, registry_id: aws.account };
    },
    update(values, _prior, aws) {
      checkReplication(values, aws);
      return {};
    },
  },
};

/** Source: Amazon ECR API Reference, "CreateRepository" (`repositoryName`), as of 2026-11. */
function isRepositoryName(name: string): boolean {
  const part = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
  return name.length >= 2 && name.length <= 256 && new RegExp(`^${part}(/${part})*$`).test(name);
}

/** The key that ECR takes when none is named. */
function awsManagedKey(encryption: Values, aws: Aws): string {
  const usesKms = textOf(encryption, 'encryption_type')?.startsWith('KMS') ?? false;
  return usesKms ? aws.arn('kms', 'alias/aws/ecr') : '';
}

function checkLifecyclePolicy(values: Values): void {
  const problem = lifecyclePolicyProblem(textOf(values, 'policy') ?? '');
  if (problem === undefined) return;
  throw invalidParameter('LifecyclePolicyText', `Lifecycle policy validation failure: ${problem}`);
}

function checkReplication(values: Values, aws: Aws): void {
  const rules = blocksOf(values, 'replication_configuration.rule');
  for (const destination of rules.flatMap((rule) => blocksOf(rule, 'destination'))) {
    const region = textOf(destination, 'region');
    if (region === aws.region && textOf(destination, 'registry_id') === aws.account) {
      throw invalidParameter('replicationConfiguration', `Replication destination is the registry itself in ${region}`);
    }
  }
}

function invalidParameter(parameter: string, reason: string): ApiError {
  return new ApiError(
    'InvalidParameterException',
    `Invalid parameter at '${parameter}' failed to satisfy constraint: '${reason}'`,
  );
}
