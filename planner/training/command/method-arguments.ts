import { rolloutHost } from '../../environment/training-command';
import { pathOf } from '../../environment/weights-plan';
import type { TrainingMethod } from '../../fit/parallel-plan';
import type { Arguments } from './argument-words';
import type { JobContext } from './job-context';
import { rolloutPort } from './rollout-ports';

/** Methods that compare with a reference. */
export const comparing: readonly TrainingMethod[] = ['dpo', 'kto', 'grpo'];

/** Methods whose answers can come from vLLM. */
const withRollout: readonly TrainingMethod[] = ['grpo', 'gkd'];

/** gkd asks for few answers, which `swift` generates without an engine beside the training; Megatron cannot. */
function usesVllm({ job, parallel }: JobContext): boolean {
  if (job.method === 'gkd') return job.rollout.mode === 'server' || parallel.strategy === 'megatron';
  return job.method === 'grpo';
}

/** How long a trainer waits for the server of answers to have loaded its weights, in seconds. ms-swift's own is 240. */
const serverTimeout = 1800;

/** What a method asks for beside data: other models, functions, the generation of answers. Same names in Megatron-SWIFT. */
export function methodArguments(context: JobContext): Arguments {
  const { job, hyperparameters, weights } = context;
  const { method } = job;
  if (method === 'pt' || method === 'sft') return {};
  const reference = pathOf(weights, 'reference');
  const reward = pathOf(weights, 'reward');
  const teacher = pathOf(weights, 'teacher');
  return {
    rlhf_type: method,
    ...(reference !== undefined && { ref_model: reference }),
    ...(teacher !== undefined && method === 'gkd' && { teacher_model: teacher }),
    ...(reward !== undefined && { reward_model: [reward] }),
    ...(job.rewardFunctions && { reward_funcs: job.rewardFunctions }),
    ...(hyperparameters.beta !== undefined && { beta: hyperparameters.beta }),
    ...(method === 'grpo' && { num_generations: job.rollout.generations }),
    ...((method === 'ppo' || withRollout.includes(method)) && {
      max_completion_length: job.rollout.completionLength,
    }),
    ...(usesVllm(context) && rolloutArguments(context)),
  };
}

/** The memory that vLLM takes beside a trainer is given back while weights are trained (`sleep_level`). */
function rolloutArguments({ job }: JobContext): Arguments {
  const { mode, tensor, memory, completionLength } = job.rollout;
  if (mode === 'server') {
    return {
      use_vllm: true,
      vllm_mode: 'server',
      vllm_server_host: [rolloutHost],
      vllm_server_port: [rolloutPort],
      vllm_server_timeout: serverTimeout,
    };
  }
  return {
    use_vllm: true,
    vllm_mode: 'colocate',
    vllm_gpu_memory_utilization: memory ?? 0.5,
    vllm_tensor_parallel_size: tensor,
    vllm_max_model_len: job.hyperparameters.sequenceLength + completionLength,
    sleep_level: 1,
  };
}

/** Whether vLLM runs in the processes of the trainer. */
export function sharesGpusWithVllm(context: JobContext): boolean {
  return usesVllm(context) && context.job.rollout.mode === 'colocate';
}

/** Whether the job needs a server of answers. */
export function needsRolloutServer(context: JobContext): boolean {
  return usesVllm(context) && context.job.rollout.mode === 'server';
}

/** What a method is better off with, and the job may say otherwise. */
export function methodDefaults({ job, multimodal }: JobContext): Arguments {
  if (job.method === 'rm') return { center_rewards_coefficient: 0.01 };
  if (job.method !== 'grpo') return {};
  // Cut on the left, a prompt would lose parts of its images.
  return { log_completions: true, ...(multimodal && { truncation_strategy: 'delete' }) };
}
