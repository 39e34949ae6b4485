import type { Rule } from '../rule';
import { degrees } from './degrees';
import { doesNotFit } from './does-not-fit';
import { expertShape } from './expert-shape';
import { exportBits } from './export-bits';
import { gateBenchmark } from './gate-benchmark';
import { halfPrecision } from './half-precision';
import { hostMemory } from './host-memory';
import { ktoBatch } from './kto-batch';
import { mixtureWithoutMegatron } from './mixture-without-megatron';
import { offload } from './offload';
import { packingMethod } from './packing-method';
import { pipelineShape } from './pipeline-shape';
import { sequenceLimit } from './sequence-limit';
import { strategy } from './strategy';
import { tensorShape } from './tensor-shape';
import { tensorWithinNode } from './tensor-within-node';
import { tight } from './tight';
import { unknownArchitecture } from './unknown-architecture';
import { worldSize } from './world-size';

/** What training jobs need of their models, their GPUs and their own settings. */
export const trainingRules: readonly Rule[] = [
  degrees,
  doesNotFit,
  expertShape,
  exportBits,
  gateBenchmark,
  halfPrecision,
  hostMemory,
  ktoBatch,
  mixtureWithoutMegatron,
  offload,
  packingMethod,
  pipelineShape,
  sequenceLimit,
  strategy,
  tensorShape,
  tensorWithinNode,
  tight,
  unknownArchitecture,
  worldSize,
];
