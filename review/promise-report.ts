import { serviceLevels, startUpServices } from '../catalog/slas';
import { cutPercent } from '../planner/availability/cut-percent';
import type { ObjectiveOutcome, ObjectiveVerdict, Proof } from '../planner/availability/proof';
import type { Outcome, RegionLoss } from '../planner/availability/region-loss';
import { type Phase, type Span, type Term, type TimeBudget, total } from '../planner/availability/time-budget';
import { formatDuration } from '../schemas/duration';
import { formatPath } from '../schemas/finding';

/** Whether the environment keeps its objectives, in the words of the spec. Times that nothing ends are null. */
export interface PromiseReport {
  readonly objectives: readonly ObjectiveRow[];
  readonly timeBudgets: readonly BudgetRow[];
  readonly regionLosses: readonly LossRow[];
  readonly assumptions: readonly AssumptionRow[];
}

export interface ObjectiveRow {
  readonly objective: ObjectiveVerdict['objective'];
  /** Per cent for the availability, otherwise seconds. */
  readonly promised: number;
  readonly proved: number | null;
  readonly margin: number | null;
  readonly verdict: ObjectiveOutcome;
  readonly binding: string;
  readonly setting: string;
  readonly path?: string;
}

export interface BudgetRow {
  readonly failure: string;
  readonly region: string;
  readonly service: string;
  readonly alert: Seconds;
  readonly recovery: Seconds;
  readonly alertTerms: readonly TermRow[];
  readonly recoveryTerms: readonly TermRow[];
}

interface Seconds {
  readonly typical: number | null;
  readonly worst: number | null;
}

export interface TermRow extends Seconds {
  readonly phase: Phase;
  readonly what: string;
  readonly setting: string;
  readonly path?: string;
}

export interface LossRow {
  readonly lost: string;
  /** Share of the users that it served, in per cent. */
  readonly users: number;
  readonly services: readonly {
    readonly service: string;
    readonly tier: string;
    readonly region: string;
    readonly needed: number;
    readonly running: number;
    readonly settled: number;
    readonly outcome: Outcome;
    readonly warm: Seconds;
  }[];
}

export interface AssumptionRow {
  readonly assumption: string;
  readonly value: string;
}

export function promiseReport(proof: Proof): PromiseReport {
  return {
    objectives: proof.verdicts.map(objectiveRow),
    timeBudgets: proof.budgets.map(budgetRow),
    regionLosses: proof.losses.map(lossRow),
    assumptions: assumptionRows(proof),
  };
}

function objectiveRow({ objective, promised, proved, margin, outcome, binding }: ObjectiveVerdict): ObjectiveRow {
  return {
    objective,
    promised,
    proved: objective === 'availability' ? cutPercent(proved) : finite(round(proved)),
    margin: finite(round(margin)),
    verdict: outcome,
    binding: binding.what,
    setting: binding.setting,
    ...(binding.path && { path: formatPath(binding.path) }),
  };
}

function budgetRow({ failure, region, service, alert, recovery }: TimeBudget): BudgetRow {
  return {
    failure,
    region,
    service,
    alert: seconds(total(alert)),
    recovery: seconds(total(recovery)),
    alertTerms: alert.map(termRow),
    recoveryTerms: recovery.map(termRow),
  };
}

function termRow({ phase, what, typical, worst, setting, path }: Term): TermRow {
  return { phase, what, ...seconds({ typical, worst }), setting, ...(path && { path: formatPath(path) }) };
}

function lossRow({ lost, share, services }: RegionLoss): LossRow {
  return {
    lost,
    users: round(share * 100),
    services: services.map(({ service, tier, region, needed, running, settled, outcome, warm }) => {
      return { service, tier, region, needed, running, settled, outcome, warm: seconds(warm) };
    }),
  };
}

function assumptionRows({ assumptions }: Proof): AssumptionRow[] {
  const percent = (share: number) => `${round(share * 100)} %`;
  const { slas } = assumptions;
  return [
    { assumption: 'assumptions.peakLoad', value: percent(assumptions.peakLoad) },
    { assumption: 'assumptions.commonCause', value: percent(assumptions.commonCause) },
    { assumption: 'assumptions.regionCommonCause', value: percent(assumptions.regionCommonCause) },
    { assumption: 'assumptions.missedFailovers', value: percent(assumptions.missedFailovers) },
    { assumption: 'assumptions.regionOutage', value: formatDuration(assumptions.regionOutage) },
    { assumption: 'assumptions.engineFailures', value: `every ${formatDuration(assumptions.engineFailures)}` },
    { assumption: 'assumptions.nodeStart', value: formatDuration(assumptions.nodeStart) },
    { assumption: 'assumptions.imagePull', value: formatDuration(assumptions.imagePull) },
    { assumption: 'assumptions.weightFetch', value: `${assumptions.weightFetch} GiB/s` },
    { assumption: 'assumptions.clientCache', value: formatDuration(assumptions.clientCache) },
    { assumption: 'assumptions.clientConnect', value: formatDuration(assumptions.clientConnect) },
    { assumption: 'assumptions.activation', value: formatDuration(assumptions.activation) },
    ...(['route53', 'elb', 'ec2Region', 'ec2Instance'] as const).map((name) => ({
      assumption: `assumptions.slas.${name}`,
      value: `${percent(slas[name])} (${serviceLevels[name].service})`,
    })),
    {
      assumption: 'not in the path of a request',
      value: startUpServices.map(({ service, percent: level }) => `${service} ${level} %`).join('; '),
    },
  ];
}

function seconds({ typical, worst }: Span): Seconds {
  return { typical: finite(round(typical)), worst: finite(round(worst)) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(4)) : value;
}
