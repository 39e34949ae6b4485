import type { Rule } from '../rule';
import { duplicateName } from './duplicate-name';
import { unknownModel } from './unknown-model';
import { unknownPool } from './unknown-pool';
import { unknownQueue } from './unknown-queue';
import { unknownRegion } from './unknown-region';
import { unknownService } from './unknown-service';
import { unknownTraining } from './unknown-training';
import { unusedModel } from './unused-model';
import { unusedPool } from './unused-pool';
import { unusedQueue } from './unused-queue';

/** Whether the parts of the spec refer to each other correctly. */
export const structureRules: readonly Rule[] = [
  duplicateName,
  unknownPool,
  unknownModel,
  unknownTraining,
  unknownQueue,
  unknownService,
  unknownRegion,
  unusedPool,
  unusedQueue,
  unusedModel,
];
