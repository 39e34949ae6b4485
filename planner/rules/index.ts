import { capacityRules } from './capacity';
import { clusterRules } from './cluster';
import { computeRules } from './compute';
import { costRules } from './cost';
import { deliveryRules } from './delivery';
import { dnsRules } from './dns';
import { evaluationRules } from './evaluation';
import { inferenceRules } from './inference';
import { modelRules } from './models';
import { monitoringRules } from './monitoring';
import { namingRules } from './naming';
import { networkRules } from './network';
import { objectiveRules } from './objectives';
import { queueRules } from './queues';
import { regionRules } from './region';
import type { Rule } from './rule';
import { securityRules } from './security';
import { servingRules } from './serving';
import { stateRules } from './state';
import { storageRules } from './storage';
import { structureRules } from './structure';
import { trainingRules } from './training';

/** Every rule, by area. */
export const rules: readonly Rule[] = [
  ...structureRules,
  ...regionRules,
  ...networkRules,
  ...clusterRules,
  ...computeRules,
  ...capacityRules,
  ...modelRules,
  ...trainingRules,
  ...evaluationRules,
  ...queueRules,
  ...inferenceRules,
  ...servingRules,
  ...storageRules,
  ...stateRules,
  ...deliveryRules,
  ...dnsRules,
  ...objectiveRules,
  ...monitoringRules,
  ...securityRules,
  ...costRules,
  ...namingRules,
];
