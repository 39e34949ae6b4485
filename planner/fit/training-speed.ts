import type { GpuNode } from './gpu-node';
import { countParameters, queryWidth } from './parameters';
import { largestStage } from './pipeline-stages';
import {
  microBatches,
  sequencesPerSample,
  type TrainingPlacement,
  type TrainingWorkload,
  tokensOnGpu,
} from './training-workload';

/** How long one optimizer step takes, and what it works on. */
export interface TrainingSpeed {
  readonly stepSeconds: number;
  /** Tokens of the data in one step, on all GPUs together. */
  readonly tokensPerStep: number;
  readonly tokensPerSecond: number;
  /** Share of the peak of the matrix units that the model's own arithmetic takes, recomputation not counted. */
  readonly utilization: number;
}

/**
 * Share of the peak that kernels of a transformer reach while nothing else has to be waited for, recomputation counted.
 * Source: Machine Learning Engineering book, "Achievable FLOPS" (87 per cent on A100, 80 on H100, for matrices alone);
 * published steps of Qwen2.5-14B on eight A800 in the Megatron-SWIFT quick start (6ND: 51 per cent with Megatron, 44 with
 * ZeRO-3, of which recomputation takes a quarter).
 */
const kernelEfficiency = { nvlink: 0.58, pcie: 0.5 } as const;

/** Mixtures run expert by expert in Transformers, grouped in Megatron. Source: Megatron-SWIFT quick start, Qwen3-30B-A3B. */
const mixtureEfficiency = { megatron: 0.35, others: 0.05 } as const;

/** Below two billion parameters kernels are too small to fill a GPU. */
const smallModel = { parameters: 2e9, efficiency: 0.6 } as const;

/** GB/s that one GPU gets through to the others of its node: NVLink of the P families, PCIe 4.0 with traffic both ways. */
const linkGBps = { nvlink: 200, pcie: 12 } as const;

/** Share of the network's bandwidth that collectives reach. */
const networkEfficiency = 0.75;

/** GB/s between a GPU and the host's memory, through which offloaded states pass in every step; shared by two GPUs. */
const hostGBps = 10;

/** Part of the communication that is not hidden behind arithmetic. */
const exposed = 0.3;

export function trainingSpeed(workload: TrainingWorkload, placement: TrainingPlacement, node: GpuNode): TrainingSpeed {
  const { plan } = placement;
  const gpus = placement.nodes * placement.gpusPerNode;
  const { batchSize, sequenceLength, packed, method } = workload;
  const steps = microBatches(workload, plan);
  const samples = packed ? 1 : sequencesPerSample[method];
  const tokensPerStep = samples * batchSize * sequenceLength * steps * plan.data;
  const useful = tokensPerStep * flopsPerToken(workload, false);
  const peak = gpus * node.tflops * 1e12;
  const arithmetic = (tokensPerStep * flopsPerToken(workload, true)) / (peak * efficiency(workload, placement, node));
  const bubble = plan.strategy === 'megatron' ? (plan.pipeline - 1) / steps : 0;
  const busy = arithmetic * (1 + bubble);
  const talk = communicationSeconds(workload, placement, node);
  const stepSeconds = Math.max(busy, talk) + exposed * Math.min(busy, talk) + offloadSeconds(workload, placement);
  return {
    stepSeconds,
    tokensPerStep,
    tokensPerSecond: tokensPerStep / stepSeconds,
    utilization: useful / (stepSeconds * peak),
  };
}

/**
 * Forward 2, backward 4, the backward without gradients of the weights 2, and another 2 for each forward pass more: to
 * recompute, and of a reference. Attention adds 12 for each layer, head width and token before. Source: Kaplan et al.,
 * "Scaling Laws", section 2.1; PaLM paper, appendix B.
 */
function flopsPerToken({ model, tuner, method, recompute, sequenceLength }: TrainingWorkload, all: boolean): number {
  const { active } = countParameters(model);
  const passes = tuner === 'full' ? 6 : 4;
  const again = all && recompute === 'full' ? 2 : 0;
  const reference = method === 'dpo' || method === 'kto' || method === 'grpo' || method === 'gkd' ? 2 : 0;
  const attention = (12 * model.layers * queryWidth(model) * sequenceLength) / 2;
  return active * (passes + again + reference) + attention * ((passes + again) / 6);
}

function efficiency({ model }: TrainingWorkload, { plan }: TrainingPlacement, node: GpuNode): number {
  const kernels = kernelEfficiency[node.link];
  if (model.moe)
    return kernels * (plan.strategy === 'megatron' ? mixtureEfficiency.megatron : mixtureEfficiency.others);
  return countParameters(model).total < smallModel.parameters ? kernels * smallModel.efficiency : kernels;
}

/** Seconds that one step spends in collectives, if nothing were hidden. */
function communicationSeconds(workload: TrainingWorkload, placement: TrainingPlacement, node: GpuNode): number {
  const { model, tuner } = workload;
  const { plan, nodes, gpusPerNode } = placement;
  const steps = microBatches(workload, plan);
  if (nodes * gpusPerNode === 1) return 0;
  const local = linkGBps[node.link] * 1e9;
  const across = (node.networkGbps / 8) * 1e9 * networkEfficiency;
  const { total } = countParameters(model);
  const weights = 2 * total;
  const trained = tuner === 'full' ? weights : weights * 0.01;
  /** Time until every GPU has that many bytes from all others. */
  const spread = (bytes: number) =>
    Math.max((bytes * (gpusPerNode - 1)) / gpusPerNode / local, nodes > 1 ? bytes / across : 0);
  switch (plan.strategy) {
    case 'ddp':
    case 'zero1':
      return 2 * spread(trained);
    case 'zero2':
      return spread(trained) * (steps + 1);
    case 'zero3':
    case 'fsdp':
      return steps * (2 * spread(weights) + spread(trained));
    case 'megatron':
      return megatronSeconds(workload, placement, { local, across, spread });
  }
}

interface Ways {
  readonly local: number;
  readonly across: number;
  readonly spread: (bytes: number) => number;
}

/**
 * Tensor parallelism gathers and scatters the activations of every layer six times, recomputation included; context
 * parallelism passes keys and values around; experts exchange tokens four times; gradients are spread once a step.
 */
function megatronSeconds(workload: TrainingWorkload, placement: TrainingPlacement, ways: Ways): number {
  const { model, tuner } = workload;
  const { plan, gpusPerNode } = placement;
  const tokens = tokensOnGpu(workload, plan);
  const layers = largestStage(model.layers, plan.pipeline);
  const activations = 2 * model.hidden * tokens;
  const tensor = plan.tensor > 1 ? (6 * activations * (plan.tensor - 1)) / plan.tensor / ways.local : 0;
  const keys = 2 * 2 * model.kvHeads * model.headDim * tokens;
  const contextWay = plan.tensor * plan.context <= gpusPerNode ? ways.local : ways.across / gpusPerNode;
  const context = plan.context > 1 ? (3 * keys * (plan.context - 1)) / contextWay : 0;
  const expertWay = plan.tensor * plan.expert <= gpusPerNode ? ways.local : ways.across / gpusPerNode;
  const expert = plan.expert > 1 ? (4 * activations * (model.moe?.expertsPerToken ?? 0)) / expertWay : 0;
  const { total } = countParameters(model);
  const share = tuner === 'full' ? (2 * total) / (plan.tensor * plan.pipeline) : 0;
  // The GPUs of a node that hold different parts share its network.
  const gradients =
    plan.data * plan.context > 1 ? 2 * ways.spread(share * Math.min(gpusPerNode, plan.tensor * plan.pipeline)) : 0;
  return microBatches(workload, plan) * layers * (tensor + context + expert) + gradients;
}

/** Gradients go to the host and weights come back, once a step; offloaded parameters come back for every micro-batch. */
function offloadSeconds(
  { model, gradientAccumulation, tuner }: TrainingWorkload,
  { plan, nodes, gpusPerNode }: TrainingPlacement,
): number {
  if (plan.offload === 'none') return 0;
  const { total } = countParameters(model);
  const part = (2 * total) / (nodes * gpusPerNode) / (hostGBps * 1e9);
  const parameters = plan.offload === 'optimizer-and-parameters' ? 2 * gradientAccumulation * part : 0;
  if (tuner !== 'full') return parameters;
  // Adam on the processors: some 1 billion parameters a second on a node (DeepSpeed, "CPUAdam").
  return 2 * part + parameters + total / nodes / 1e9;
}
