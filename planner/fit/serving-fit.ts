import { engineFacts } from '../../catalog/engines';
import { bytesPerGib } from '../../schemas/size';
import type { FitVerdict } from './fit-verdict';
import type { GpuNode } from './gpu-node';
import { kvBytesPerTokenOfGpu } from './kv-cache';
import { activeFeedForward } from './parameters';
import { largestStage } from './pipeline-stages';
import type { ServingParallel } from './serving-parallel';
import { runningSequences, type ServingSpeed, servingSpeed } from './serving-speed';
import type { ServingWorkload } from './serving-workload';
import { weightBytes } from './weights';

/** What one replica needs, holds and can do. */
export interface ServingFit {
  readonly parallel: ServingParallel;
  readonly verdict: FitVerdict;
  /** GiB on one GPU. */
  readonly memory: ServingMemory;
  /** GiB of one GPU that a process can have. */
  readonly usableGib: number;
  /** Tokens that the cache of the replica holds. */
  readonly cacheTokens: number;
  /** Sequences of the full context length at a time. */
  readonly concurrency: number;
  /** Longest context that the cache holds and the model was made for. */
  readonly largestContext: number;
  readonly speed: ServingSpeed;
  /** From the start of the container until it answers, with the weights on the node's disk. */
  readonly loadSeconds: number;
}

export interface ServingMemory {
  readonly weights: number;
  readonly cache: number;
  /** While prompts are computed. */
  readonly activations: number;
  /** CUDA context, NCCL and CUDA graphs. */
  readonly overhead: number;
}

/**
 * Memory as the engines share it out: what is left of their part of the GPU after weights, the activations of the largest
 * batch of prompts and what CUDA takes is cache. Source: vLLM 0.27, `gpu_worker.py` (profiling), LMDeploy 0.16,
 * `cache_max_entry_count` (a share of what is free after the weights).
 */
export function servingFit(workload: ServingWorkload, parallel: ServingParallel, node: GpuNode): ServingFit {
  const { model, contextLength, cache, weights } = workload;
  const { tensor, pipeline } = parallel;
  const stage = largestStage(model.layers, pipeline) / model.layers;
  const weightsGib = (weightBytes(model, weights) * stage) / tensor / bytesPerGib;
  const activations = activationBytes(workload, tensor) / bytesPerGib;
  const overhead = overheadGib(tensor * pipeline);
  const cacheGib = cacheRoom(workload, node.usableGib, weightsGib, activations, overhead);
  const perToken = kvBytesPerTokenOfGpu(model, tensor, pipeline, cache);
  const cacheTokens = Math.max(0, Math.floor((cacheGib * bytesPerGib) / perToken));
  return {
    parallel,
    verdict: verdictOf(cacheTokens, contextLength),
    memory: { weights: weightsGib, cache: Math.max(0, cacheGib), activations, overhead },
    usableGib: node.usableGib,
    cacheTokens,
    concurrency: cacheTokens / contextLength,
    largestContext: Math.min(model.maxPositions, cacheTokens),
    speed: servingSpeed(workload, parallel, node, cacheTokens),
    loadSeconds: loadSeconds(workload),
  };
}

/** Times the context length that the cache holds where a second sequence has room beside a full one. */
export const roomFactor = 1.25;

/** The longest context, in whole 1024 tokens, that a cache of so many tokens has room for. */
export function roomyContext(cacheTokens: number): number {
  return Math.floor(cacheTokens / roomFactor / 1024) * 1024;
}

/** `tight` if one sequence of the full length has room, and not much beside it. */
function verdictOf(cacheTokens: number, contextLength: number): FitVerdict {
  if (cacheTokens >= roomFactor * contextLength) return 'fits';
  return cacheTokens >= contextLength ? 'tight' : 'does not fit';
}

function cacheRoom(
  { engine }: ServingWorkload,
  usable: number,
  weights: number,
  activations: number,
  overhead: number,
): number {
  const { memoryUtilization } = engineFacts(engine);
  // LMDeploy takes its share of what is free, the others theirs of the whole.
  if (engine === 'lmdeploy') return memoryUtilization * (usable - weights - overhead) - activations;
  return memoryUtilization * usable - weights - activations - overhead;
}

/** Prompts of a whole batch at the widest place of a layer, and the logits of as many sequences as run together. */
function activationBytes({ model, engine }: ServingWorkload, tensor: number): number {
  const { batchedTokens } = engineFacts(engine);
  const layer = 2 * batchedTokens * ((3 * activeFeedForward(model)) / tensor + 4 * model.hidden);
  return layer + (6 * runningSequences * model.vocabulary) / tensor;
}

/**
 * GiB that no counter of PyTorch shows: 0.6 to 1.8 on one GPU and up to 3.6 with two in vLLM's own log lines (vLLM issues
 * 10511 and 12330), and half of one for CUDA graphs.
 */
function overheadGib(gpus: number): number {
  return gpus === 1 ? 1.3 : 2.3;
}

/** GB/s at which weights come from the node's disk: local NVMe behind a file system, or the root volume without it. */
const diskGBps = 1.5;

/** Start of the process, of CUDA and of NCCL, measuring the memory, capturing graphs, and compiling. */
const startSeconds = 120;

function loadSeconds({ model, weights }: ServingWorkload): number {
  return Math.ceil(startSeconds + weightBytes(model, weights) / (diskGBps * 1e9));
}
