import type { Rule } from '../rule';
import { adapterFormat } from './adapter-format';
import { adapterTraining } from './adapter-training';
import { argumentForm } from './argument-form';
import { argumentValue } from './argument-value';
import { cacheTarget } from './cache-target';
import { contextLimit } from './context-limit';
import { cooldown } from './cooldown';
import { cooldownLimit } from './cooldown-limit';
import { doesNotFit } from './does-not-fit';
import { duplicateAdapter } from './duplicate-adapter';
import { enginePipeline } from './engine-pipeline';
import { engineQuantization } from './engine-quantization';
import { exportMismatch } from './export-mismatch';
import { fp8Cache } from './fp8-cache';
import { gpuQuantization } from './gpu-quantization';
import { misspeltArgument } from './misspelt-argument';
import { movingRevision } from './moving-revision';
import { notQuantized } from './not-quantized';
import { openEndpoint } from './open-endpoint';
import { ownedArgument } from './owned-argument';
import { pipelineShape } from './pipeline-shape';
import { quantizedFormat } from './quantized-format';
import { recoveryByLoading } from './recovery-by-loading';
import { replicatedCache } from './replicated-cache';
import { rewardModel } from './reward-model';
import { rocm } from './rocm';
import { scalingTarget } from './scaling-target';
import { secretArgument } from './secret-argument';
import { spotStream } from './spot-stream';
import { startupLimit } from './startup-limit';
import { streamLimit } from './stream-limit';
import { tensorPowerOfTwo } from './tensor-power-of-two';
import { tensorShape } from './tensor-shape';
import { tight } from './tight';
import { unknownArchitecture } from './unknown-architecture';
import { unknownArgument } from './unknown-argument';

/** What services need of their engines, their models and their GPUs. */
export const inferenceRules: readonly Rule[] = [
  adapterFormat,
  adapterTraining,
  argumentForm,
  argumentValue,
  cacheTarget,
  contextLimit,
  cooldown,
  cooldownLimit,
  doesNotFit,
  duplicateAdapter,
  enginePipeline,
  engineQuantization,
  exportMismatch,
  fp8Cache,
  gpuQuantization,
  misspeltArgument,
  movingRevision,
  notQuantized,
  openEndpoint,
  ownedArgument,
  pipelineShape,
  quantizedFormat,
  recoveryByLoading,
  replicatedCache,
  rewardModel,
  rocm,
  scalingTarget,
  secretArgument,
  spotStream,
  startupLimit,
  streamLimit,
  tensorPowerOfTwo,
  tensorShape,
  tight,
  unknownArchitecture,
  unknownArgument,
];
