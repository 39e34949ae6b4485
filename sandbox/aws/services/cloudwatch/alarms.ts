import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { isArn } from '../../checks';
import type { Aws, Check, ResourceModel } from '../../resource-model';

const daySeconds = 86_400;
const actionLists = ['alarm_actions', 'ok_actions', 'insufficient_data_actions'];

const units = [
  'Seconds',
  'Microseconds',
  'Milliseconds',
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'].flatMap((unit) => [unit, `${unit}/Second`]),
  ...['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'].flatMap((unit) => [unit, `${unit}/Second`]),
  'Percent',
  'Count',
  'Count/Second',
  'None',
];

const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];

const actionArn = (path: string): Check => ({
  path,
  matches: isArn,
  expected: 'the ARN of an action such as arn:aws:sns:us-east-1:123456789012:topic',
});

/** Alarms on metrics. */
export const cloudwatchAlarmModels: Readonly<Record<string, ResourceModel>> = {
  // Alarms are put: a second one with the same name replaces the first.
  aws_cloudwatch_metric_alarm: {
    replacedBy: forceNew.aws_cloudwatch_metric_alarm,
    checks: [
      { path: 'alarm_name', length: [1, 255] },
      { path: 'alarm_description', length: [0, 1024] },
      { path: 'comparison_operator', oneOf: comparisons },
      { path: 'evaluation_periods', min: 1 },
      { path: 'datapoints_to_alarm', min: 1 },
      { path: 'statistic', oneOf: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] },
      { path: 'treat_missing_data', oneOf: ['breaching', 'ignore', 'missing', 'notBreaching'] },
      { path: 'evaluate_low_sample_count_percentiles', oneOf: ['evaluate', 'ignore'] },
      { path: 'namespace', length: [1, 255] },
      { path: 'namespace', matches: (text) => !text.includes(':'), expected: 'a text without colons' },
      { path: 'metric_name', length: [1, 255] },
      { path: 'unit', oneOf: units },
      ...actionLists.map(actionArn),
    ],
    importId: { attributes: ['alarm_name'], separator: '' },
    create(values, aws) {
      checkAlarm(values, aws);
      const name = textOf(values, 'alarm_name') ?? '';
      return { id: name, arn: aws.arn('cloudwatch', `alarm:${name}`), evaluate_low_sample_count_percentiles: null };
    },
    update(values, _prior, aws) {
      checkAlarm(values, aws);
      return {};
    },
  },
};

function checkAlarm(values: Values, aws: Aws): void {
  checkMetric(values);
  const periods = numberOf(values, 'evaluation_periods') ?? 1;
  if ((numberOf(values, 'datapoints_to_alarm') ?? 1) > periods) {
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
  }
  checkSpan(numberOf(values, 'period') ?? 0, periods);
  for (const list of actionLists) {
    const actions = textsAt(values, list);
    if (actions.length > 5) throw invalid(`${list}: ${actions.length} actions are more than 5`);
    for (const action of actions) requireLocal(action, aws);
  }
}

function checkMetric(values: Values): void {
  if (blocksOf(values, 'metric_query').length > 0) return;
  const statistics = [textOf(values, 'statistic'), textOf(values, 'extended_statistic')];
  if (textOf(values, 'metric_name') === undefined || statistics.every((statistic) => statistic === undefined)) {
    throw invalid('One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm');
  }
}

/** Source: Amazon CloudWatch API Reference, "PutMetricAlarm" (`Period`, `EvaluationPeriods`), as of 2026-11. */
function checkSpan(period: number, periods: number): void {
  if (![0, 10, 20, 30].includes(period) && period % 60 !== 0) {
    throw invalid(`Period must be 10, 20, 30 or a multiple of 60, got ${period}`);
  }
  const longest = period < 3600 ? daySeconds : 7 * daySeconds;
  if (period * periods > longest) {
    throw invalid(`EvaluationPeriods * Period must be at most ${longest}, got ${period * periods}`);
  }
}

/** CloudWatch tells topics of its own region only. */
function requireLocal(action: string, aws: Aws): void {
  const [, , service, region] = action.split(':');
  if (service !== 'sns' || region === aws.region) return;
  throw invalid(`Invalid region ${region} specified. Only ${aws.region} is supported.`);
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationError', message);
}
