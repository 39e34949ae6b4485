import type { DataModel, ResourceModel } from '../../resource-model';
import { healthCheckModels } from './health-checks';
import { recordModels } from './records';
import { zoneData, zoneModels } from './zones';

/** Hosted zones, their records and the health checks that steer them. */
export const route53Models: Readonly<Record<string, ResourceModel>> = {
  ...zoneModels,
  ...recordModels,
  ...healthCheckModels,
};

export const route53Data: Readonly<Record<string, DataModel>> = zoneData;
