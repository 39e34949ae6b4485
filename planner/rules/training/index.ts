import type { Rule } from '../rule';
import { adaptersCycle } from './adapters-cycle';
import { adaptersSource } from './adapters-source';
import { adaptersTuner } from './adapters-tuner';
import { betaUnused } from './beta-unused';
import { checkpointDisk } from './checkpoint-disk';
import { checkpointInterval } from './checkpoint-interval';
import { cron } from './cron';
import { datasetFormat } from './dataset-format';
import { datasetScheme } from './dataset-scheme';
import { degrees } from './degrees';
import { doesNotFit } from './does-not-fit';
import { evaluateService } from './evaluate-service';
import { evaluateServiceAway } from './evaluate-service-away';
import { evaluateServicePublic } from './evaluate-service-public';
import { expertShape } from './expert-shape';
import { exportBits } from './export-bits';
import { exportCalibration } from './export-calibration';
import { exportGpu } from './export-gpu';
import { exportLibrary } from './export-library';
import { exportMultimodal } from './export-multimodal';
import { extraArgumentKind } from './extra-argument-kind';
import { extraArgumentOwned } from './extra-argument-owned';
import { extraArgumentUnknown } from './extra-argument-unknown';
import { generationBatch } from './generation-batch';
import { halfPrecision } from './half-precision';
import { hostMemory } from './host-memory';
import { ktoBatch } from './kto-batch';
import { literalToken } from './literal-token';
import { megatronEpochs } from './megatron-epochs';
import { megatronGpu } from './megatron-gpu';
import { megatronKeep } from './megatron-keep';
import { megatronStorage } from './megatron-storage';
import { mixtureWithoutMegatron } from './mixture-without-megatron';
import { offload } from './offload';
import { packingAttention } from './packing-attention';
import { packingMethod } from './packing-method';
import { pipelineShape } from './pipeline-shape';
import { ppoMultimodal } from './ppo-multimodal';
import { referenceModel } from './reference-model';
import { rewardFunctionUnknown } from './reward-function-unknown';
import { rewardMissing } from './reward-missing';
import { rewardModelFollowUp } from './reward-model-follow-up';
import { rewardUnused } from './reward-unused';
import { rolloutGpus } from './rollout-gpus';
import { rolloutNodes } from './rollout-nodes';
import { secretUnused } from './secret-unused';
import { sequenceLimit } from './sequence-limit';
import { sequenceParallelMethod } from './sequence-parallel-method';
import { singleCheckpoint } from './single-checkpoint';
import { softOverlong } from './soft-overlong';
import { strategy } from './strategy';
import { streamingSteps } from './streaming-steps';
import { teacherMissing } from './teacher-missing';
import { teacherModel } from './teacher-model';
import { tensorShape } from './tensor-shape';
import { tensorWithinNode } from './tensor-within-node';
import { tight } from './tight';
import { unknownArchitecture } from './unknown-architecture';
import { validationBatch } from './validation-batch';
import { validationTwice } from './validation-twice';
import { worldSize } from './world-size';

/** What training jobs need of their models, their GPUs and their own settings. */
export const trainingRules: readonly Rule[] = [
  adaptersCycle,
  adaptersSource,
  adaptersTuner,
  betaUnused,
  checkpointDisk,
  checkpointInterval,
  cron,
  datasetFormat,
  datasetScheme,
  degrees,
  doesNotFit,
  evaluateService,
  evaluateServiceAway,
  evaluateServicePublic,
  expertShape,
  exportBits,
  exportCalibration,
  exportGpu,
  exportLibrary,
  exportMultimodal,
  extraArgumentKind,
  extraArgumentOwned,
  extraArgumentUnknown,
  generationBatch,
  halfPrecision,
  hostMemory,
  ktoBatch,
  literalToken,
  megatronEpochs,
  megatronGpu,
  megatronKeep,
  megatronStorage,
  mixtureWithoutMegatron,
  offload,
  packingAttention,
  packingMethod,
  pipelineShape,
  ppoMultimodal,
  referenceModel,
  rewardFunctionUnknown,
  rewardMissing,
  rewardModelFollowUp,
  rewardUnused,
  rolloutGpus,
  rolloutNodes,
  secretUnused,
  sequenceLimit,
  sequenceParallelMethod,
  singleCheckpoint,
  softOverlong,
  strategy,
  streamingSteps,
  teacherMissing,
  teacherModel,
  tensorShape,
  tensorWithinNode,
  tight,
  unknownArchitecture,
  validationBatch,
  validationTwice,
  worldSize,
];
