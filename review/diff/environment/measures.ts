import { type ObjectiveOutcome, type ObjectiveVerdict, prove } from '../../../planner/availability/proof';
import { estimateCost } from '../../../planner/cost/estimate-cost';
import type { Environment } from '../../../planner/environment/environment';
import { gpusOf, sumRanges } from '../../../planner/environment/pool-plan';

/** One number of an environment that reviewers ask about. */
export interface Measure {
  readonly name: string;
  readonly unit: 'count' | 'usd';
  /** Absent where the environment has no such thing. */
  readonly value?: number;
}

/** How the numbers of two environments compare. */
export interface MeasureChange {
  readonly name: string;
  readonly unit: Measure['unit'];
  readonly before?: number;
  readonly after?: number;
}

/** Whether an objective is kept, before and after. */
export interface ObjectiveChange {
  readonly objective: ObjectiveVerdict['objective'];
  readonly before?: ObjectiveState;
  readonly after?: ObjectiveState;
}

export interface ObjectiveState {
  /** Per cent, or seconds. */
  readonly promised: number;
  readonly proved: number;
  readonly margin: number;
  readonly verdict: ObjectiveOutcome;
  readonly binding: string;
}

export interface EnvironmentChange {
  /** False beside the output of an earlier synthesis, of which only the resources are known. */
  readonly isBaseKnown: boolean;
  /** Every measure, changed or not. */
  readonly measures: readonly MeasureChange[];
  readonly objectives: readonly ObjectiveChange[];
}

/** The measures that differ; none where nobody knows what they were. */
export function changedMeasures({ isBaseKnown, measures }: EnvironmentChange): readonly MeasureChange[] {
  return isBaseKnown ? measures.filter(({ before, after }) => before !== after) : [];
}

/** @param before undefined for an environment that is new, or of which only the output is there */
export function compareEnvironments(
  before: Environment | undefined,
  after: Environment,
  isBaseKnown = true,
): EnvironmentChange {
  const old = new Map((before ? measuresOf(before) : []).map((measure) => [measure.name, measure.value]));
  const [proofBefore, proofAfter] = [before && objectivesOf(before), objectivesOf(after)];
  return {
    isBaseKnown,
    measures: measuresOf(after).map(({ name, unit, value }) => {
      const prior = old.get(name);
      return {
        name,
        unit,
        ...(prior !== undefined && { before: prior }),
        ...(value !== undefined && { after: value }),
      };
    }),
    objectives: [...new Set([...(proofBefore?.keys() ?? []), ...proofAfter.keys()])].map((objective) => {
      const [left, right] = [proofBefore?.get(objective), proofAfter.get(objective)];
      return { objective, ...(left && { before: left }), ...(right && { after: right }) };
    }),
  };
}

function measuresOf(environment: Environment): Measure[] {
  const pools = environment.regions.flatMap((region) => region.pools);
  const [nodes, gpus] = [sumRanges(pools.map((pool) => pool.nodes)), sumRanges(pools.map(gpusOf))];
  const { monthly } = estimateCost(environment);
  return [
    { name: 'regions', unit: 'count', value: environment.regions.length },
    { name: 'GPU nodes, at least', unit: 'count', value: nodes.min },
    { name: 'GPU nodes, at most', unit: 'count', value: nodes.max },
    { name: 'GPUs, at least', unit: 'count', value: gpus.min },
    { name: 'GPUs, at most', unit: 'count', value: gpus.max },
    { name: 'cost a month, at least', unit: 'usd', value: monthly.min },
    { name: expectedCostName, unit: 'usd', value: monthly.expected },
    { name: 'cost a month, at most', unit: 'usd', value: monthly.max },
    { name: 'budget', unit: 'usd', ...(environment.budget && { value: environment.budget.monthlyUsd }) },
  ];
}

function objectivesOf(environment: Environment): ReadonlyMap<ObjectiveVerdict['objective'], ObjectiveState> {
  return new Map(
    prove(environment).verdicts.map(({ objective, promised, proved, margin, outcome, binding }) => [
      objective,
      { promised, proved, margin, verdict: outcome, binding: binding.what },
    ]),
  );
}

/** The expected cost of a month, before and after. */
export function expectedCost(environment: EnvironmentChange | undefined): MeasureChange | undefined {
  return environment?.measures.find(({ name }) => name === expectedCostName);
}

const expectedCostName = 'cost a month, expected';
