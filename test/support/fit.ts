import { findInstanceType } from '../../catalog/instance-types';
import { type Architecture, findModel } from '../../catalog/models';
import { type GpuNode, gpuNodeOf } from '../../planner/fit/gpu-node';
import type { ParallelPlan } from '../../planner/fit/parallel-plan';
import type { TrainingWorkload } from '../../planner/fit/training-workload';

/** A model of the catalog. */
export function architectureOf(model: string): Architecture {
  const found = findModel(model);
  if (found === undefined) throw new Error(`the catalog has no ${model}`);
  return found.architecture;
}

/** A job that trains all weights of a model, or what `more` makes of it. */
export function trainingWorkload(model: string, more: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    model: architectureOf(model),
    method: 'sft',
    tuner: 'full',
    sequenceLength: 4096,
    batchSize: 1,
    gradientAccumulation: 16,
    loraRank: 8,
    recompute: 'full',
    fusedLoss: false,
    attention: 'flash',
    packed: false,
    baseFormat: 'bf16',
    ...more,
  };
}

/** A node of an instance type, with as many of its GPUs as `count` says. */
export function gpuNode(type: string, count?: number): GpuNode {
  const found = findInstanceType(type);
  const node = found && gpuNodeOf(found);
  if (node === undefined) throw new Error(`no GPUs in ${type}`);
  return count === undefined ? node : { ...node, count };
}

/** A plan whose GPUs all see other data. */
export function flatPlan(
  strategy: ParallelPlan['strategy'],
  data: number,
  offload: ParallelPlan['offload'] = 'none',
): ParallelPlan {
  return { strategy, offload, tensor: 1, pipeline: 1, context: 1, expert: 1, data };
}
