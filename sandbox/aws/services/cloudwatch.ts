import type { ResourceModel } from '../resource-model';
import { cloudwatchAlarmModels } from './cloudwatch-alarms';
import { cloudwatchLogsModels } from './cloudwatch-logs';

/** Log groups and alarms. */
export const cloudwatchModels: Readonly<Record<string, ResourceModel>> = {
  ...cloudwatchLogsModels,
  ...cloudwatchAlarmModels,
};
