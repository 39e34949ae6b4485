import { trainingPaths } from '../../environment/training-command';
import type { JobContext } from './job-context';
import { sharesGpusWithVllm } from './method-arguments';

/**
 * Variables of a command of ms-swift: caches on the node's own disk, and an allocator that leaves fewer gaps, which the
 * sleeping vLLM of a trainer cannot work with.
 *
 * Sources: ms-swift 4.4, environment variables; vLLM documentation, "Sleep Mode" and `CuMemAllocator`;
 * Megatron-LM, README (one connection keeps the order of kernels and communication).
 */
export function commandEnv(context: JobContext): Readonly<Record<string, string>> {
  return {
    ...cacheEnv,
    ...(!sharesGpusWithVllm(context) && { PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True' }),
    ...(context.parallel.strategy === 'megatron' && { CUDA_DEVICE_MAX_CONNECTIONS: '1' }),
  };
}

export const cacheEnv: Readonly<Record<string, string>> = {
  MODELSCOPE_CACHE: `${trainingPaths.cache}/modelscope`,
  HF_HOME: `${trainingPaths.cache}/huggingface`,
};
