import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { textOf } from '../../protocol/paths';
import { isValues, type Value, type Values } from '../../protocol/value';
import { arn, json } from '../checks';
import { chosenName } from '../chosen-name';
import type { Aws, Check, ResourceModel } from '../resource-model';

const defaultBus = 'default';
const ruleName = { matches: (text: string) => /^[0-9A-Za-z_.-]{1,64}$/.test(text), expected: 'a name of EventBridge' };
const busName: Check = { path: 'event_bus_name', length: [1, 1600] };

/** Rules for events and where these go. */
export const eventbridgeModels: Readonly<Record<string, ResourceModel>> = {
  // Rules and targets are put: a second one with the same name replaces the first.
  aws_cloudwatch_event_rule: {
    replacedBy: forceNew.aws_cloudwatch_event_rule,
    checks: [
      { path: 'name', ...ruleName },
      { path: 'name_prefix', ...ruleName },
      { path: 'name_prefix', length: [1, 38] },
      { path: 'description', length: [0, 512] },
      busName,
      { path: 'event_pattern', ...json },
      { path: 'event_pattern', length: [0, 4096] },
      { path: 'schedule_expression', length: [0, 256] },
      { path: 'role_arn', ...arn },
      { path: 'state', oneOf: ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] },
    ],
    importId: { attributes: ['id'], separator: '' },
    inUse: 'ValidationException',
    create(values, aws) {
      checkTrigger(values);
      const name = chosenName(values, aws);
      const path = [...busPath(values), name].join('/');
      return { id: path, name, name_prefix: null, arn: aws.arn('events', `rule/${path}`) };
    },
    update(values) {
      checkTrigger(values);
      return {};
    },
  },

  aws_cloudwatch_event_target: {
    replacedBy: forceNew.aws_cloudwatch_event_target,
    checks: [
      { path: 'rule', ...ruleName },
      { path: 'target_id', ...ruleName },
      busName,
      { path: 'arn', ...arn },
      { path: 'role_arn', ...arn },
      { path: 'dead_letter_config.arn', ...arn },
      { path: 'input', ...json },
      { path: 'input', length: [0, 8192] },
      { path: 'retry_policy.maximum_event_age_in_seconds', min: 0, max: 86_400 },
      { path: 'retry_policy.maximum_retry_attempts', min: 0, max: 185 },
    ],
    references: [{ path: 'rule', type: 'aws_cloudwatch_event_rule', by: 'name', missing: 'ResourceNotFoundException' }],
    importId: { attributes: ['rule', 'target_id'], separator: '/' },
    create(values, aws) {
      const target = chosenName(values, aws, 'target_id');
      refuseSixthTarget(values, aws);
      return { id: [...busPath(values), textOf(values, 'rule'), target].join('-'), target_id: target };
    },
  },
};

/** What comes before a rule's name, unless the rule is on the default bus. */
function busPath(values: Values): string[] {
  const bus = textOf(values, 'event_bus_name') ?? defaultBus;
  return bus === defaultBus ? [] : [bus];
}

function checkTrigger(values: Values): void {
  const pattern = textOf(values, 'event_pattern');
  const schedule = textOf(values, 'schedule_expression');
  if (pattern === undefined && schedule === undefined) {
    throw new ApiError('ValidationException', 'Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (pattern !== undefined && !isPattern(JSON.parse(pattern) as Value)) {
    throw new ApiError('InvalidEventPatternException', `Event pattern is not valid: ${pattern}`);
  }
  if (schedule !== undefined && !isSchedule(schedule)) {
    throw new ApiError('ValidationException', `Parameter ScheduleExpression is not valid: ${schedule}`);
  }
}

/** Source: Amazon EventBridge User Guide, "Creating Amazon EventBridge event patterns", as of 2026-11. */
function isPattern(pattern: Value): boolean {
  return (
    isValues(pattern) &&
    Object.keys(pattern).length > 0 &&
    Object.values(pattern).every((value) => (Array.isArray(value) ? value.length > 0 : isPattern(value)))
  );
}

/** Source: Amazon EventBridge User Guide, "Creating a rule that runs on a schedule", as of 2026-11. */
function isSchedule(expression: string): boolean {
  return (
    /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/.test(expression) ||
    /^cron\(\S+( \S+){5}\)$/.test(expression)
  );
}

/** Source: Amazon EventBridge User Guide, "Amazon EventBridge quotas" (targets per rule), as of 2026-11. */
function refuseSixthTarget(values: Values, aws: Aws): void {
  const rule = textOf(values, 'rule');
  const others = aws.list('aws_cloudwatch_event_target').filter((target) => textOf(target, 'rule') === rule);
  if (others.length < 5) return;
  throw new ApiError('LimitExceededException', `The requested resource exceeds the maximum number allowed: ${rule}`);
}
