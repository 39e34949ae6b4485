import { formatPath, type Path } from '../../schemas/finding';
import type { AssumptionsPlan, Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import { alertTerms } from './detection';
import { recoveryTerms } from './recovery';
import { type RegionLoss, regionLosses } from './region-loss';
import { type ServiceAvailability, serviceAvailability } from './service-availability';
import { bindingTerm, failureClasses, type Term, type TimeBudget, total } from './time-budget';

/** What becomes of an objective, in one word; see `Objectives.promised`. */
export type ObjectiveOutcome = 'kept' | 'broken' | 'not promised';

/** Whether one objective is kept. */
export interface ObjectiveVerdict {
  readonly objective: 'availability' | 'detection' | 'recovery';
  /** What the project says: per cent, or seconds. */
  readonly promised: number;
  /** What the environment achieves, at worst; infinite where nothing but repair helps. */
  readonly proved: number;
  /** Positive if the objective is kept: percentage points, or seconds. */
  readonly margin: number;
  readonly outcome: ObjectiveOutcome;
  /** What decides the value most. */
  readonly binding: { readonly what: string; readonly setting: string; readonly path?: Path };
  /** Failure that takes longest, for the times. */
  readonly failure?: string;
}

/** What can be said about the objectives before anything is created. */
export interface Proof {
  readonly verdicts: readonly ObjectiveVerdict[];
  /** The slowest service and region of each class of failure. */
  readonly budgets: readonly TimeBudget[];
  readonly losses: readonly RegionLoss[];
  readonly services: readonly ServiceAvailability[];
  readonly assumptions: AssumptionsPlan;
}

const proofs = new WeakMap<Environment, Proof>();

/** Judges the objectives from the intervals, thresholds and capacities that the environment is built with. */
export function prove(environment: Environment): Proof {
  const known = proofs.get(environment);
  if (known !== undefined) return known;
  const proof = makeProof(environment);
  proofs.set(environment, proof);
  return proof;
}

function makeProof(environment: Environment): Proof {
  const losses = regionLosses(environment);
  const services = promisedServices(environment);
  const budgets = slowestBudgets(environment, services, losses);
  const region = budgets.find(({ failure }) => failure === 'region');
  const failover = region ? total(region.recovery).worst : Number.POSITIVE_INFINITY;
  const availabilities = services.map((service) => serviceAvailability(environment, service, losses, failover));
  return {
    verdicts: [
      availabilityVerdict(environment, availabilities),
      timeVerdict(environment, 'detection', budgets),
      timeVerdict(environment, 'recovery', budgets),
    ].filter((verdict) => verdict !== undefined),
    budgets,
    losses,
    services: availabilities,
    assumptions: environment.assumptions,
  };
}

/**
 * Services that the objectives are about: the critical public ones, or the standard ones if none is critical; without a
 * public name, the same of all. Nothing is promised of what may be shed.
 */
export function promisedServices(environment: Environment): InferencePlan[] {
  const reachable = environment.inference.filter(
    ({ exposure, regions }) => regions.length > 0 && (environment.dns === undefined || exposure === 'public'),
  );
  const critical = reachable.filter(({ tier }) => tier === 'critical');
  return critical.length > 0 ? critical : reachable.filter(({ tier }) => tier === 'standard');
}

/** Of each class of failure the budget of the service and region that recover last. */
function slowestBudgets(
  environment: Environment,
  services: readonly InferencePlan[],
  losses: readonly RegionLoss[],
): TimeBudget[] {
  const regions = new Map(environment.regions.map((region) => [region.name, region]));
  const lossOf = new Map(losses.map((loss) => [loss.lost, loss]));
  return failureClasses.flatMap((failure) => {
    const alert = alertTerms(environment.monitoring.detection, failure);
    let slowest: { budget: TimeBudget; worst: number } | undefined;
    for (const service of services) {
      for (const name of service.regions) {
        const region = regions.get(name);
        const loss = lossOf.get(name);
        // Nobody is served in a region that only waits, so nobody loses it.
        if (region === undefined || (loss !== undefined && loss.share === 0)) continue;
        if (failure === 'region' && loss === undefined) continue;
        const terms = recoveryTerms(failure, { environment, service, region, ...(loss && { loss }) });
        const worst = terms ? total(terms).worst : Number.POSITIVE_INFINITY;
        if (slowest !== undefined && slowest.worst >= worst) continue;
        const recovery = terms ?? [repair(name)];
        slowest = { worst, budget: { failure, region: name, service: service.name, alert, recovery } };
      }
    }
    return slowest ? [slowest.budget] : [];
  });
}

function repair(region: string): Term {
  return {
    phase: 'decide',
    what: `no other region serves what ${region} did`,
    typical: Number.POSITIVE_INFINITY,
    worst: Number.POSITIVE_INFINITY,
    setting: 'a single region',
    path: ['regions'],
  };
}

function availabilityVerdict(
  environment: Environment,
  services: readonly ServiceAvailability[],
): ObjectiveVerdict | undefined {
  const [first, ...others] = services;
  if (first === undefined) return undefined;
  const weakest = others.reduce((a, b) => (b.availability < a.availability ? b : a), first);
  const { availability: promised } = environment.objectives;
  const proved = weakest.availability * 100;
  const cause = weakest.causes[0];
  return {
    objective: 'availability',
    promised,
    proved,
    margin: proved - promised,
    outcome: outcomeOf(environment, 'availability', proved >= promised),
    binding: {
      what: `${weakest.service}: ${cause?.what ?? 'nothing serves it'}`,
      setting: cause ? formatPath(cause.path) : '',
      ...(cause && { path: cause.path }),
    },
  };
}

function timeVerdict(
  environment: Environment,
  objective: 'detection' | 'recovery',
  budgets: readonly TimeBudget[],
): ObjectiveVerdict | undefined {
  const terms = (budget: TimeBudget) => (objective === 'detection' ? budget.alert : budget.recovery);
  const [first, ...others] = budgets;
  if (first === undefined) return undefined;
  const slowest = others.reduce((a, b) => (total(terms(b)).worst >= total(terms(a)).worst ? b : a), first);
  const promised = environment.objectives[objective].seconds;
  const proved = total(terms(slowest)).worst;
  const binding = bindingTerm(terms(slowest));
  return {
    objective,
    promised,
    proved,
    margin: promised - proved,
    outcome: outcomeOf(environment, objective, proved <= promised),
    binding: {
      what: binding?.what ?? '',
      setting: binding?.setting ?? '',
      ...(binding?.path && { path: binding.path }),
    },
    failure: slowest.failure,
  };
}

function outcomeOf(
  { objectives }: Environment,
  objective: ObjectiveVerdict['objective'],
  isKept: boolean,
): ObjectiveOutcome {
  if (!objectives.promised.includes(objective)) return 'not promised';
  return isKept ? 'kept' : 'broken';
}
