import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { chosenName } from '../../chosen-name';
import { isAllowed } from '../../policies/policy-statements';
import type { Aws, ResourceModel } from '../../resource-model';

/** Source: Amazon CloudWatch Logs API Reference, "PutRetentionPolicy", as of 2026-11; 0 keeps events for ever. */
const retentionDays = new Set([
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

const nameCharacters = /^[A-Za-z0-9_./#-]+$/;
const groupName = {
  matches: (text: string) => nameCharacters.test(text),
  expected: 'letters, digits and _ - / # .',
};

/** Log groups. */
export const cloudwatchLogsModels: Readonly<Record<string, ResourceModel>> = {
  aws_cloudwatch_log_group: {
    replacedBy: forceNew.aws_cloudwatch_log_group,
    checks: [
      { path: 'name', ...groupName },
      { path: 'name', length: [1, 512] },
      { path: 'name_prefix', ...groupName },
      { path: 'name_prefix', length: [1, 483] },
      { path: 'log_group_class', oneOf: ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'] },
    ],
    references: [
      { path: 'kms_key_id', type: 'aws_kms_key', by: 'arn', missing: 'InvalidParameterException', onDelete: 'ignore' },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'ResourceAlreadyExistsException' },
    create(values, aws) {
      const name = chosenName(values, aws);
      const group = aws.arn('logs', `log-group:${name}`);
      checkGroup(values, group, aws);
      return {
        id: name,
        arn: group,
        name,
        name_prefix: null,
        log_group_class: 'STANDARD',
        deletion_protection_enabled: false,
      };
    },
    update(values, prior, aws) {
      checkGroup(values, textOf(prior, 'arn') ?? '', aws);
      return {};
    },
  },
};

function checkGroup(values: Values, group: string, aws: Aws): void {
  const days = numberOf(values, 'retention_in_days');
  if (days !== undefined && !retentionDays.has(days)) {
    throw new ApiError(
      'InvalidParameterException',
      `expected retention_in_days to be one of ${[...retentionDays].join(', ')}, got ${days}`,
    );
  }
  const key = textOf(values, 'kms_key_id');
  if (key === undefined || mayEncrypt(key, aws)) return;
  throw new ApiError(
    'AccessDeniedException',
    `The specified KMS key does not exist or is not allowed to be used with Arn '${group}': ${key}`,
  );
}

/** Whether the key is in this region and its policy lets CloudWatch Logs use it; other accounts' keys are trusted. */
function mayEncrypt(key: string, aws: Aws): boolean {
  const [, , , region, account] = key.split(':');
  if (account !== undefined && account !== aws.account) return true;
  const found = aws.findByArn(key);
  if (found === undefined || region !== aws.region) return false;
  const separate = aws
    .list('aws_kms_key_policy')
    .find((policy) => textOf(policy, 'key_id') === textOf(found.values, 'key_id'));
  const policy = textOf(separate ?? found.values, 'policy');
  return (
    policy !== undefined &&
    isAllowed(policy, {
      kind: 'Service',
      principals: [`logs.${aws.region}.amazonaws.com`, 'logs.amazonaws.com'],
      action: 'kms:Encrypt',
    })
  );
}
