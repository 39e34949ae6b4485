import type { RolloutCommand } from '../../environment/training-command';
import { pathOf } from '../../environment/weights-plan';
import { argumentWords } from './argument-words';
import { cacheEnv } from './command-env';
import { type JobContext, precision } from './job-context';
import { needsRolloutServer } from './method-arguments';
import { rolloutPort, rolloutWeightsPort } from './rollout-ports';

/**
 * The server that answers prompts while the job trains; undefined unless the job has one. It is one node of the job's
 * pool, whose GPUs hold as many copies as the degree of tensor parallelism leaves.
 *
 * It needs no adapters: the trainer sends whole weights before it asks for the first answers.
 *
 * Source: ms-swift 4.4, `deploy_args.py` (`RolloutArguments`), `pipelines/infer/rollout.py`.
 */
export function renderRollout(context: JobContext): RolloutCommand | undefined {
  if (!needsRolloutServer(context)) return undefined;
  const { job, weights, gpusPerNode } = context;
  const { tensor, memory, completionLength } = job.rollout;
  const gpus = job.rollout.gpus ?? gpusPerNode;
  return {
    program: ['swift', 'rollout'],
    args: argumentWords({
      model: pathOf(weights, 'start') ?? '',
      torch_dtype: precision(context),
      vllm_tensor_parallel_size: tensor,
      vllm_data_parallel_size: Math.max(1, Math.floor(gpus / tensor)),
      vllm_max_model_len: job.hyperparameters.sequenceLength + completionLength,
      vllm_gpu_memory_utilization: memory ?? 0.9,
      host: '0.0.0.0',
      port: rolloutPort,
    }),
    env: cacheEnv,
    files: {},
    gpus,
    port: rolloutPort,
    weightsPort: rolloutWeightsPort,
  };
}
