import { formatPath, type Path } from '../../schemas/finding';
import type { AssumptionsPlan, Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import { alertTerms } from './detection';
import { recoveryTerms } from './recovery';
import { type RegionLoss, regionLosses } from './region-loss';
import { type ServiceAvailability, serviceAvailability } from './service-availability';
import { bindingTerm, failureClasses, type Term, type TimeBudget, total } from './time-budget';

/** Whether one objective is kept. */
export interface Verdict {
  readonly objective: 'availability' | 'detection' | 'recovery';
  /** Per cent, or seconds. */
  readonly objectiveValue: number;
  /** What the environment achieves, at worst; infinite where nothing but repair helps. */
  readonly proved: number;
  /** Positive if the objective is kept: percentage points, or seconds. */
  readonly margin: number;
  readonly kept: boolean;
  /** Whether the project promises it: see `Objectives.promised`. */
  readonly promised: boolean;
  /** What decides the value most. */
  readonly binding: { readonly what: string; readonly setting: string; readonly path?: Path };
  /** Failure that takes longest, for the times. */
  readonly failure?: string;
}

/** What can be said about the objectives before anything is created. */
export interface Proof {
  readonly verdicts: readonly Verdict[];
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

function availabilityVerdict(environment: Environment, services: readonly ServiceAvailability[]): Verdict | undefined {
  const [first, ...others] = services;
  if (first === undefined) return undefined;
  const weakest = others.reduce((a, b) => (b.availability < a.availability ? b : a), first);
  const { availability: objective, promised } = environment.objectives;
  const proved = weakest.availability * 100;
  const cause = weakest.causes[0];
  return {
    objective: 'availability',
    objectiveValue: objective,
    proved,
    margin: proved - objective,
    kept: proved >= objective,
    promised: promised.includes('availability'),
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
): Verdict | undefined {
  const terms = (budget: TimeBudget) => (objective === 'detection' ? budget.alert : budget.recovery);
  const [first, ...others] = budgets;
  if (first === undefined) return undefined;
  const slowest = others.reduce((a, b) => (total(terms(b)).worst >= total(terms(a)).worst ? b : a), first);
  const seconds = environment.objectives[objective].seconds;
  const proved = total(terms(slowest)).worst;
  const binding = bindingTerm(terms(slowest));
  return {
    objective,
    objectiveValue: seconds,
    proved,
    margin: seconds - proved,
    kept: proved <= seconds,
    promised: environment.objectives.promised.includes(objective),
    binding: {
      what: binding?.what ?? '',
      setting: binding?.setting ?? '',
      ...(binding?.path && { path: binding.path }),
    },
    failure: slowest.failure,
  };
}
