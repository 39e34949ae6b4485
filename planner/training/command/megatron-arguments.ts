import { trainingPaths } from '../../environment/training-command';
import { pathOf } from '../../environment/weights-plan';
import { pipelineStages } from '../../fit/pipeline-stages';
import type { Arguments } from './argument-words';
import { dataArguments, dataDefaults } from './data-arguments';
import { type JobContext, precision, worldSize } from './job-context';
import { comparing, methodArguments, methodDefaults } from './method-arguments';
import { multimodalDefaults, tunerArguments } from './tuner-arguments';

/**
 * What the spec and its plan decide about `megatron pt`, `sft` and `rlhf`.
 *
 * Source: ms-swift 4.4, Megatron-SWIFT command-line parameters; the tables in `catalog/ms-swift`.
 */
export function megatronArguments(context: JobContext): Arguments {
  return {
    model: pathOf(context.weights, 'start') ?? '',
    save_safetensors: true,
    ...methodArguments(context),
    ...startReference(context),
    ...tunerArguments(context),
    ...startAdapters(context),
    ...dataArguments(context),
    max_length: context.hyperparameters.sequenceLength,
    ...(context.hyperparameters.packing && { packing: true }),
    ...scheduleArguments(context),
    ...degreeArguments(context),
    ...recomputeArguments(context),
    ...outputArguments(context),
  };
}

/** What a job may set otherwise. */
export function megatronDefaults(context: JobContext): Arguments {
  const { hyperparameters } = context;
  return {
    check_model: false,
    torch_dtype: precision(context),
    attention_backend: 'flash',
    min_lr: Number((hyperparameters.learningRate / 10).toPrecision(6)),
    ...multimodalDefaults(context),
    ...methodDefaults(context),
    ...dataDefaults,
    logging_steps: 5,
    report_to: ['tensorboard'],
  };
}

/**
 * Under full training the reference is the weights before it. By default it is whatever weights are loaded, which after
 * a restart are those of the checkpoint.
 */
function startReference({ job, weights, hyperparameters }: JobContext): Arguments {
  if (job.tuner !== 'full' || !comparing.includes(job.method) || job.referenceModel !== undefined) return {};
  if (job.method === 'grpo' && hyperparameters.beta === 0) return {};
  return { ref_model: pathOf(weights, 'start') ?? '' };
}

function startAdapters({ job, weights, adaptersFrom }: JobContext): Arguments {
  const path = pathOf(weights, 'adapters');
  if (path === undefined) return {};
  const reference = comparing.includes(job.method);
  if (adaptersFrom === 'megatron') return { mcore_adapter: path, ...(reference && { mcore_ref_adapter: path }) };
  return { adapters: [path], ...(reference && { ref_adapters: [path] }) };
}

/** `global_batch_size` is the step: all GPUs, however they share the work. It counts answers, not prompts, in grpo. */
function scheduleArguments(context: JobContext): Arguments {
  const { batchSize, gradientAccumulation, learningRate, warmup, epochs, maxSteps } = context.hyperparameters;
  return {
    ...(maxSteps === undefined ? { num_train_epochs: epochs } : { train_iters: maxSteps }),
    micro_batch_size: batchSize,
    global_batch_size: batchSize * gradientAccumulation * worldSize(context),
    lr: learningRate,
    lr_warmup_fraction: warmup,
  };
}

function degreeArguments({ parallel, model }: JobContext): Arguments {
  const { tensor, pipeline, context, expert } = parallel;
  const stages = model && pipelineStages(model.layers, pipeline);
  const uneven = stages !== undefined && (stages.first !== stages.middle || stages.last !== stages.middle);
  return {
    tensor_model_parallel_size: tensor,
    pipeline_model_parallel_size: pipeline,
    context_parallel_size: context,
    ...(expert > 1 && { expert_model_parallel_size: expert }),
    ...(uneven && {
      decoder_first_pipeline_num_layers: stages.first,
      decoder_last_pipeline_num_layers: stages.last,
    }),
    sequence_parallel: tensor > 1,
  };
}

function recomputeArguments({ recompute }: JobContext): Arguments {
  if (recompute === 'attention') return { recompute_granularity: 'selective' };
  if (recompute === 'none') return { recompute_granularity: 'none' };
  return { recompute_granularity: 'full', recompute_method: 'uniform', recompute_num_layers: 1 };
}

/** Without optimizer and random state in it, a checkpoint could not be gone on from. */
function outputArguments({ checkpoints }: JobContext): Arguments {
  return {
    output_dir: trainingPaths.output,
    add_version: false,
    save_steps: checkpoints.everySteps,
    save_total_limit: checkpoints.keep,
    no_save_optim: false,
    no_save_rng: false,
    finetune: true,
  };
}

/** The last value of an argument counts, so `finetune` is false from here on. */
export function megatronResume({ job }: JobContext): Arguments {
  return {
    ...(job.tuner === 'full' ? { mcore_model: '<<checkpoint>>' } : { mcore_adapter: '<<checkpoint>>' }),
    finetune: false,
    no_load_optim: false,
    no_load_rng: false,
  };
}
