import type { ResourceModel } from '../../resource-model';
import { cloudwatchAlarmModels } from './alarms';
import { cloudwatchLogsModels } from './logs';

/** Log groups and alarms. */
export const cloudwatchModels: Readonly<Record<string, ResourceModel>> = {
  ...cloudwatchLogsModels,
  ...cloudwatchAlarmModels,
};
