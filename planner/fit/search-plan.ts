import type { GpuNode } from './gpu-node';
import { legalPlans } from './legal-plans';
import type { TrainingStrategy } from './parallel-plan';
import { type TrainingFit, trainingFit } from './training-fit';
import type { Recompute, TrainingWorkload } from './training-workload';

/** What a search over all legal plans found. */
export interface PlanSearch {
  /** The fastest that fits, or, if none does, the one that is nearest to fitting. */
  readonly best: TrainingFit;
  /** The fastest others, each of another strategy, the fastest first. */
  readonly runnersUp: readonly TrainingFit[];
  /** What would be faster than the best but does not fit: of each kind the nearest to fitting. */
  readonly tooLarge: readonly TrainingFit[];
  /** Plans that were looked at, each with every way of recomputation. */
  readonly examined: number;
  /** Of those, how many have the verdict `fits`. */
  readonly fitting: number;
}

/**
 * Undefined if the model's shape allows no plan on these nodes.
 *
 * @param without strategies that are left out
 */
export function searchPlan(
  workload: TrainingWorkload,
  nodes: number,
  node: GpuNode,
  without: readonly TrainingStrategy[] = [],
): PlanSearch | undefined {
  const plans = legalPlans(workload, nodes, node.count).filter(({ strategy }) => !without.includes(strategy));
  const fits = plans.flatMap((plan) =>
    recomputations(plan.strategy === 'megatron').map((recompute) =>
      trainingFit({ ...workload, recompute }, { plan, nodes, node }),
    ),
  );
  const [best, ...others] = [...fits].sort(byPreference);
  if (best === undefined) return undefined;
  return {
    best,
    runnersUp: distinct(others, best),
    tooLarge: fasterButTooLarge(others, best),
    examined: fits.length,
    fitting: fits.filter(({ verdict }) => verdict === 'fits').length,
  };
}

/** ms-swift recomputes all layers unless told otherwise; Megatron's jobs may keep what flash attention leaves. */
function recomputations(isMegatron: boolean): readonly Recompute[] {
  return isMegatron ? ['attention', 'full'] : ['full'];
}

const rank = { fits: 0, tight: 1, 'does not fit': 2 } as const;

/** Fitting before speed; of what does not fit, the smallest. Equal speed is decided for what is simpler, which comes first. */
function byPreference(a: TrainingFit, b: TrainingFit): number {
  const verdicts = rank[a.verdict] - rank[b.verdict];
  if (verdicts !== 0) return verdicts;
  return a.verdict === 'does not fit' ? excess(a) - excess(b) : speedStep(b) - speedStep(a) || degrees(a) - degrees(b);
}

/** Megatron is another program with other checkpoints: worth it from a tenth on. */
const simplicity = { megatron: 0.9, others: 1 } as const;

/** Speeds in steps of two per cent: finer differences are less than the model of speed knows. */
function speedStep({ plan, speed }: TrainingFit): number {
  const worth = plan.strategy === 'megatron' ? simplicity.megatron : simplicity.others;
  return Math.round(Math.log(speed.tokensPerSecond * worth) * 50);
}

/** Ways in which the work is split beside by data. */
function degrees({ plan }: TrainingFit): number {
  return [plan.tensor, plan.pipeline, plan.context, plan.expert].filter((degree) => degree > 1).length;
}

/** GiB that are missing, of the GPU or of the host. */
function excess({ memory, usableGib, hostGib }: TrainingFit): number {
  return Math.max(0, memory.allocated + memory.parts.context - usableGib) + Math.max(0, memory.host - hostGib);
}

function distinct(others: readonly TrainingFit[], best: TrainingFit): TrainingFit[] {
  const seen = new Set([kindOf(best)]);
  return others
    .filter((fit) => {
      const kind = kindOf(fit);
      if (seen.has(kind) || fit.verdict === 'does not fit') return false;
      seen.add(kind);
      return true;
    })
    .slice(0, 3);
}

/** Others come in the order of preference, so the first of a kind is the one that is nearest to fitting. */
function fasterButTooLarge(others: readonly TrainingFit[], best: TrainingFit): TrainingFit[] {
  if (best.verdict === 'does not fit') return [];
  const seen = new Set([kindOf(best)]);
  const firsts = others.filter((fit) => {
    const kind = kindOf(fit);
    const isFirst = !seen.has(kind);
    seen.add(kind);
    return isFirst && fit.verdict === 'does not fit' && speedStep(fit) > speedStep(best);
  });
  return firsts.sort((a, b) => b.speed.tokensPerSecond - a.speed.tokensPerSecond).slice(0, 3);
}

function kindOf({ plan }: TrainingFit): string {
  return `${plan.strategy} ${plan.offload} ${plan.tensor > 1} ${plan.pipeline > 1}`;
}
