import type { FitVerdict } from './fit-verdict';
import type { GpuNode } from './gpu-node';
import type { ParallelPlan } from './parallel-plan';
import { type TrainingMemory, trainingMemory } from './training-memory';
import { type TrainingSpeed, trainingSpeed } from './training-speed';
import type { Recompute, TrainingWorkload } from './training-workload';

/** A way to run a job, and what comes of it. */
export interface TrainingFit {
  readonly plan: ParallelPlan;
  readonly recompute: Recompute;
  readonly verdict: FitVerdict;
  readonly memory: TrainingMemory;
  /** GiB of one GPU that a process can have. */
  readonly usableGib: number;
  /** GiB of one node's memory that is there for offloading; see {@link hostShare}. */
  readonly hostGib: number;
  readonly speed: TrainingSpeed;
}

/** Of a node's memory, what the system, the data loaders and the page cache leave. */
const hostShare = 0.85;

/**
 * `fits` if even what PyTorch reserves with varying lengths has room, `tight` if what it allocates has; both with the
 * CUDA context.
 */
export function trainingFit(
  workload: TrainingWorkload,
  placement: { readonly plan: ParallelPlan; readonly nodes: number; readonly node: GpuNode },
): TrainingFit {
  const { plan, nodes, node } = placement;
  const place = { plan, nodes, gpusPerNode: node.count, float16: !node.bf16 };
  const memory = trainingMemory(workload, place, node.usableGib);
  const hostGib = node.hostGib * hostShare;
  return {
    plan,
    recompute: workload.recompute,
    verdict: verdictOf(memory, node.usableGib, hostGib),
    memory,
    usableGib: node.usableGib,
    hostGib,
    speed: trainingSpeed(workload, place, node),
  };
}

function verdictOf({ reserved, allocated, parts, host }: TrainingMemory, usable: number, hostGib: number): FitVerdict {
  if (host > hostGib) return 'does not fit';
  if (reserved.max + parts.context <= usable) return 'fits';
  return allocated + parts.context <= usable ? 'tight' : 'does not fit';
}
