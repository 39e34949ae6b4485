import { type GpuNode, gpuNodesByPrice } from './gpu-node';
import { dataParallelPlan, type ParallelPlan, planName } from './parallel-plan';
import { offloadHelps, strategyProblem } from './plan-problem';
import { searchPlan } from './search-plan';
import { type TrainingFit, trainingFit } from './training-fit';
import type { TrainingWorkload } from './training-workload';

/** One change after which a job fits. */
interface WayToFit {
  /** `ZeRO-2 → ZeRO-3`, `2 → 4 nodes`, `p4de.24xlarge`. */
  readonly change: string;
  readonly fit: TrainingFit;
}

/** The change that leaves the choice of the plan to Ninefold, as a spec says it. */
export const chosenPlan = 'parallelism: auto';

/** What a job is run on now. */
interface Situation {
  readonly workload: TrainingWorkload;
  /** Undefined with `parallelism: auto`, where no other plan helps. */
  readonly plan: ParallelPlan | undefined;
  readonly nodes: number;
  readonly node: GpuNode;
  /** Most nodes of the pool. */
  readonly maxNodes: number;
}

/** At most three changes, the smallest first: another way to split, recomputation, adapters, more nodes, larger GPUs. */
export function waysToFit(situation: Situation): WayToFit[] {
  const candidates = [
    ...otherPlans(situation),
    ...moreNodes(situation),
    ...smallerTuners(situation),
    ...largerGpus(situation),
  ];
  const ways: WayToFit[] = [];
  for (const candidate of candidates) {
    const fit = candidate.fit();
    if (fit !== undefined && fit.verdict !== 'does not fit') ways.push({ change: candidate.change, fit });
    if (ways.length === 3) break;
  }
  return ways;
}

interface Candidate {
  readonly change: string;
  readonly fit: () => TrainingFit | undefined;
}

/** The steps of the ladder that lie above the present plan; Megatron is another program, so it comes last. */
function otherPlans({ workload, plan, nodes, node }: Situation): Candidate[] {
  if (plan === undefined) return [];
  const gpus = nodes * node.count;
  const ladder: readonly ParallelPlan[] = [
    dataParallelPlan('ddp', 'none', gpus),
    dataParallelPlan('zero1', 'none', gpus),
    dataParallelPlan('zero2', 'none', gpus),
    dataParallelPlan('zero3', 'none', gpus),
    dataParallelPlan('zero3', 'optimizer', gpus),
    dataParallelPlan('zero3', 'optimizer-and-parameters', gpus),
  ];
  const present = ladder.findIndex(({ strategy, offload }) => strategy === plan.strategy && offload === plan.offload);
  const further = ladder.filter(
    ({ strategy, offload }, index) =>
      // Less offloading helps where the host's memory is what is short.
      (index > present || (index < present && offload !== 'none')) &&
      strategyProblem(strategy, workload) === undefined &&
      offloadHelps(offload, workload.tuner),
  );
  const whole = workload.recompute === 'full' ? [] : [recomputeAll(workload, plan, nodes, node)];
  return [
    ...whole,
    ...further.map((candidate) => ({
      change: `${planName(plan)} → ${planName(candidate)}`,
      fit: () => trainingFit({ ...workload, recompute: 'full' }, { plan: candidate, nodes, node }),
    })),
    { change: chosenPlan, fit: () => searchPlan(workload, nodes, node)?.best },
  ];
}

function recomputeAll(workload: TrainingWorkload, plan: ParallelPlan, nodes: number, node: GpuNode): Candidate {
  return {
    change: 'recompute all layers',
    fit: () => trainingFit({ ...workload, recompute: 'full' }, { plan, nodes, node }),
  };
}

function moreNodes({ workload, plan, nodes, node, maxNodes }: Situation): Candidate[] {
  return [2, 4, 8]
    .map((factor) => nodes * factor)
    .filter((count) => count <= maxNodes)
    .map((count) => ({
      change: `${nodes} → ${count} nodes`,
      fit: () => {
        if (plan === undefined) return searchPlan(workload, count, node)?.best;
        return trainingFit(workload, { plan: { ...plan, data: (plan.data * count) / nodes }, nodes: count, node });
      },
    }));
}

function smallerTuners({ workload, plan, nodes, node }: Situation): Candidate[] {
  const tuners = { full: ['lora', 'qlora'], lora: ['qlora'], qlora: [] } as const;
  return tuners[workload.tuner].map((tuner) => ({
    change: tuner === 'lora' ? 'LoRA' : 'QLoRA',
    fit: () => {
      const smaller = { ...workload, tuner, baseFormat: tuner === 'qlora' ? 'nf4-double' : 'bf16' } as const;
      if (plan === undefined) return searchPlan(smaller, nodes, node)?.best;
      const unloaded = { ...plan, offload: 'none' } as const;
      return strategyProblem(plan.strategy, smaller) === undefined
        ? trainingFit(smaller, { plan: unloaded, nodes, node })
        : undefined;
    },
  }));
}

/** Instance types with as many GPUs and more memory on each, the cheapest first. */
function largerGpus({ workload, plan, nodes, node }: Situation): Candidate[] {
  return gpuNodesByPrice()
    .filter(({ count, usableGib, bf16 }) => count === node.count && usableGib > node.usableGib && bf16)
    .map((larger) => ({
      change: `${larger.instanceType} (${larger.gpu}, ${Math.round(larger.usableGib)} GiB usable)`,
      fit: () =>
        plan === undefined
          ? searchPlan(workload, nodes, larger)?.best
          : trainingFit(workload, { plan, nodes, node: larger }),
    }));
}
