import { trainingPaths } from '../../environment/training-command';
import { pathOf } from '../../environment/weights-plan';
import { microBatches } from '../../fit/training-workload';
import type { Arguments } from './argument-words';
import { dataArguments, dataDefaults } from './data-arguments';
import { deepSpeedArgument, deepSpeedOf } from './deepspeed';
import { fsdpArgument } from './fsdp';
import { hasFlashAttention, type JobContext, precision } from './job-context';
import { comparing, methodArguments, methodDefaults } from './method-arguments';
import { multimodalDefaults, tunerArguments } from './tuner-arguments';

/**
 * What the spec and its plan decide about `swift pt`, `sft` and `rlhf`.
 *
 * Source: ms-swift 4.4, command-line parameters; the tables in `catalog/ms-swift`.
 */
export function swiftArguments(context: JobContext): Arguments {
  return {
    model: pathOf(context.weights, 'start') ?? '',
    ...methodArguments(context),
    ...tunerArguments(context),
    ...startAdapters(context),
    ...dataArguments(context),
    ...lengthArguments(context),
    ...scheduleArguments(context),
    ...strategyArguments(context),
    ...outputArguments(context),
  };
}

/** What a job may set otherwise. */
export function swiftDefaults(context: JobContext): Arguments {
  return {
    check_model: false,
    torch_dtype: precision(context),
    attn_impl: hasFlashAttention(context) ? 'flash_attn' : 'sdpa',
    ...(context.parallel.strategy !== 'fsdp' && { gradient_checkpointing: true }),
    ...multimodalDefaults(context),
    ...methodDefaults(context),
    ...dataDefaults,
    logging_steps: 5,
    report_to: ['tensorboard'],
  };
}

/** Preferences are judged against the model with the adapters that it started from. */
function startAdapters({ job, weights }: JobContext): Arguments {
  const adapters = pathOf(weights, 'adapters');
  if (adapters === undefined) return {};
  const reference = job.tuner !== 'full' && comparing.includes(job.method);
  return { adapters: [adapters], ...(reference && { ref_adapters: [adapters] }) };
}

function lengthArguments({ hyperparameters }: JobContext): Arguments {
  return { max_length: hyperparameters.sequenceLength, ...(hyperparameters.packing && { packing: true }) };
}

/** GPUs that share a sequence see the same data, so each of them takes more micro-batches to a step. */
function scheduleArguments({ hyperparameters, parallel }: JobContext): Arguments {
  const { batchSize, gradientAccumulation, learningRate, warmup, epochs, maxSteps } = hyperparameters;
  return {
    ...(maxSteps === undefined ? { num_train_epochs: epochs } : { max_steps: maxSteps }),
    per_device_train_batch_size: batchSize,
    gradient_accumulation_steps: microBatches({ gradientAccumulation }, parallel),
    learning_rate: learningRate,
    warmup_ratio: warmup,
  };
}

function strategyArguments({ parallel }: JobContext): Arguments {
  const deepSpeed = deepSpeedOf(parallel);
  return {
    ...(deepSpeed && { deepspeed: deepSpeedArgument(deepSpeed) }),
    // FSDP recomputes layers by its own configuration.
    ...(parallel.strategy === 'fsdp' && { fsdp: fsdpArgument, gradient_checkpointing: false }),
    ...(parallel.context > 1 && { sequence_parallel_size: parallel.context }),
  };
}

/**
 * Without `add_version` false a restart would look for its checkpoints in a new folder. Nodes without shared storage each
 * keep their part of a checkpoint.
 */
function outputArguments({ job, checkpoints }: JobContext): Arguments {
  return {
    output_dir: trainingPaths.output,
    add_version: false,
    save_strategy: 'steps',
    save_steps: checkpoints.everySteps,
    save_total_limit: checkpoints.keep,
    ...(job.nodes > 1 && checkpoints.storage === 's3' && { save_on_each_node: true }),
    callbacks: ['graceful_exit'],
  };
}

export const swiftResume: Arguments = { resume_from_checkpoint: '<<checkpoint>>' };
