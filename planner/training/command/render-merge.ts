import { type FollowUpCommand, trainingPaths } from '../../environment/training-command';
import { pathOf } from '../../environment/weights-plan';
import { argumentWords } from './argument-words';
import { cacheEnv } from './command-env';
import { type JobContext, modelFolder, precision } from './job-context';

/**
 * Puts the adapters of a checkpoint into the weights. Undefined under full training, whose checkpoints hold whole weights.
 *
 * QLoRA's adapters are put into the weights as they were before they were quantised: the settings in the checkpoint are
 * not loaded, for they would quantise them again. Those of Megatron are in its own format, split like the training.
 *
 * Source: ms-swift 4.4, `pipelines/export/merge_lora.py`, `megatron/pipelines/export`.
 */
export function renderMerge(context: JobContext, checkpoint: string): FollowUpCommand | undefined {
  const { job, parallel, weights } = context;
  if (job.tuner === 'full') return undefined;
  const output = `${trainingPaths.merged}/${modelFolder(context)}`;
  const start = pathOf(weights, 'start') ?? '';
  if (parallel.strategy === 'megatron') {
    return {
      program: ['megatron', 'export'],
      args: argumentWords({
        model: start,
        mcore_adapter: checkpoint,
        to_hf: true,
        merge_lora: true,
        tensor_model_parallel_size: parallel.tensor,
        ...(parallel.expert > 1 && { expert_model_parallel_size: parallel.expert }),
        ...sequenceClassifier(context),
        torch_dtype: precision(context),
        output_dir: output,
        exist_ok: true,
      }),
      env: { ...cacheEnv, CUDA_DEVICE_MAX_CONNECTIONS: '1' },
      files: {},
      gpus: Math.max(parallel.tensor, parallel.expert),
      output,
    };
  }
  return {
    program: ['swift', 'export'],
    args: argumentWords({
      model: start,
      adapters: [checkpoint],
      load_args: false,
      merge_lora: true,
      ...sequenceClassifier(context),
      torch_dtype: precision(context),
      output_dir: output,
      exist_ok: true,
    }),
    env: cacheEnv,
    files: {},
    gpus: 1,
    output,
  };
}

/** Reward models end in one number instead of the vocabulary. */
function sequenceClassifier({ job }: JobContext) {
  return job.method === 'rm' ? { task_type: 'seq_cls', num_labels: 1 } : {};
}
