import type { FitVerdict } from '../../planner/fit/fit-verdict';
import type { GpuNode } from '../../planner/fit/gpu-node';
import { planName } from '../../planner/fit/parallel-plan';
import type { PlanSearch } from '../../planner/fit/search-plan';
import type { TrainingFit } from '../../planner/fit/training-fit';
import type { MemoryParts } from '../../planner/fit/training-memory';
import { whyNot, whyTooLarge } from './other-plans';

/** What a training job needs of its GPUs, how fast it is and what it costs, in numbers for people and programs. */
export interface FitReport {
  readonly verdict: FitVerdict;
  /** `ZeRO-3`, `Megatron, tensor 4, pipeline 2`. */
  readonly plan: string;
  readonly recompute: string;
  readonly gpus: number;
  readonly nodes: number;
  readonly instanceType: string;
  readonly gpu: string;
  /** GiB of one GPU. */
  readonly memory: {
    readonly parts: MemoryParts;
    readonly allocatedGib: number;
    readonly reservedGib: { readonly min: number; readonly max: number };
    readonly usableGib: number;
  };
  /** GiB of one node that offloading takes, and that are there for it. */
  readonly host: { readonly neededGib: number; readonly availableGib: number };
  readonly speed: {
    readonly stepSeconds: number;
    readonly tokensPerStep: number;
    readonly tokensPerSecond: number;
    /** From 0 to 1, of the peak of the matrix units. */
    readonly utilization: number;
  };
  readonly cost: FitCost;
  /** How the plan was found; absent if the plan was given. */
  readonly search?: { readonly examined: number; readonly fitting: number };
  readonly runnersUp: readonly OtherPlan[];
  /** Faster plans that do not fit. */
  readonly tooLarge: readonly OtherPlan[];
}

/** A plan that was not taken, and why. */
export interface OtherPlan {
  readonly plan: string;
  readonly verdict: FitVerdict;
  readonly tokensPerSecond: number;
  readonly reason: string;
}

/** What the work takes: all of it if the number of steps is known, else a billion tokens. */
export interface FitCost {
  readonly of: 'job' | 'billion tokens';
  readonly steps: number;
  readonly hours: number;
  readonly gpuHours: number;
  /** On-demand prices in us-east-1; absent for a type that is not sold there. */
  readonly usd?: number;
}

export function fitReport(
  fit: TrainingFit,
  found: Pick<PlanSearch, 'runnersUp'> & Partial<Pick<PlanSearch, 'tooLarge' | 'examined' | 'fitting'>>,
  nodes: number,
  node: GpuNode,
  maxSteps: number | undefined,
): FitReport {
  const { memory, usableGib, hostGib, speed, verdict, plan, recompute } = fit;
  return {
    verdict,
    plan: planName(plan),
    recompute,
    gpus: nodes * node.count,
    nodes,
    instanceType: node.instanceType,
    gpu: node.gpu,
    memory: {
      parts: memory.parts,
      allocatedGib: memory.allocated,
      reservedGib: memory.reserved,
      usableGib,
    },
    host: { neededGib: memory.host, availableGib: hostGib },
    speed,
    cost: costOf(speed, nodes, node, maxSteps),
    ...(found.examined !== undefined &&
      found.fitting !== undefined && { search: { examined: found.examined, fitting: found.fitting } }),
    runnersUp: found.runnersUp.map((other) => otherPlan(other, whyNot(other, fit))),
    tooLarge: (found.tooLarge ?? []).map((other) => otherPlan(other, whyTooLarge(other))),
  };
}

function otherPlan({ plan, verdict, speed }: TrainingFit, reason: string): OtherPlan {
  return { plan: planName(plan), verdict, tokensPerSecond: speed.tokensPerSecond, reason };
}

function costOf(speed: TrainingFit['speed'], nodes: number, node: GpuNode, maxSteps: number | undefined): FitCost {
  const steps = maxSteps ?? 1e9 / speed.tokensPerStep;
  const hours = (steps * speed.stepSeconds) / 3600;
  return {
    of: maxSteps === undefined ? 'billion tokens' : 'job',
    steps,
    hours,
    gpuHours: hours * nodes * node.count,
    ...(node.usdPerHour !== undefined && { usd: hours * nodes * node.usdPerHour }),
  };
}
