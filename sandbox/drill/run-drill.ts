import { classOf, describeFault, type Fault } from '../../planner/availability/fault';
import { promisedServices, prove } from '../../planner/availability/proof';
import { type FailureClass, total } from '../../planner/availability/time-budget';
import type { Environment } from '../../planner/environment/environment';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import type { Tier } from '../../planner/environment/tier';
import { type FailedRequest, startClients, thinkSeconds } from './clients';
import type { EmittedConfiguration } from './emitted-configuration';
import { eventQueue } from './event-queue';
import { startFleets } from './fleets';
import { divideUsers, ratesPerReplica } from './load';
import { startNameService } from './name-service';
import { type Random, seededRandom } from './random';
import type { Shed } from './scheduler';
import { targetZoneRemoval, type World } from './world';

export interface DrillOptions {
  readonly fault: Fault;
  /** Simulated users of all public services together. */
  readonly users: number;
  readonly seed: number;
  /** Length of the drill, in seconds. */
  readonly seconds: number;
  /** When the failure happens. */
  readonly failsAt: number;
  /** When what failed is there again; absent if never. */
  readonly repairedAt?: number;
}

/** What a drill has shown. Everything in it is simulated. Times are seconds after the failure unless said otherwise. */
export interface DrillResult {
  readonly simulated: true;
  readonly fault: Fault;
  readonly description: string;
  readonly users: number;
  readonly seed: number;
  readonly seconds: number;
  readonly failsAt: number;
  readonly repairedAt?: number;
  /** In seconds since the start of the drill. */
  readonly timeline: readonly { readonly at: number; readonly what: string }[];
  readonly requests: number;
  readonly failed: number;
  /** Failed requests by second since the start of the drill, of the seconds that have some. */
  readonly errors: readonly { readonly second: number; readonly failed: number; readonly requests: number }[];
  readonly services: readonly ServiceResult[];
  /** Until somebody is alerted. */
  readonly detected: { readonly seconds: number; readonly promised: number; readonly bound: number };
  /** Until no request of a promised service fails any more; undefined if some still did at repair or at the end. */
  readonly recovered: {
    readonly seconds?: number;
    readonly promised: number;
    /** Worst time that the proof gives for this failure; absent where nothing but repair ends it. */
    readonly bound?: number;
  };
  readonly shed: readonly Shed[];
}

export interface ServiceResult {
  readonly service: string;
  readonly tier: Tier;
  readonly users: number;
  readonly failed: number;
  /** First and last failed request, in seconds since the start. */
  readonly firstFailure?: number;
  readonly lastFailure?: number;
}

/** Lets something fail in the emitted configuration, at the busiest hour, and watches what users notice. */
export function runDrill(environment: Environment, emitted: EmittedConfiguration, options: DrillOptions): DrillResult {
  const { fault, users, seed, seconds, failsAt, repairedAt } = options;
  const random = seededRandom(seed);
  const timeline: { at: number; what: string }[] = [];
  const world: World = {
    environment,
    emitted,
    events: eventQueue(),
    random,
    note: (at, what) => timeline.push({ at: round(at), what }),
    lostRegions: new Set(),
    lostZones: new Set(),
    forgottenZones: new Set(),
  };
  const usersOf = divideUsers(environment, users);
  const rates = ratesPerReplica(
    environment,
    new Map([...usersOf].map(([{ name }, count]) => [name, count / thinkSeconds] as const)),
  );
  const fleets = startFleets(world, rates);
  const names = startNameService(world, fleets);
  const traffic = startClients(world, fleets, names, users, usersOf);

  let detectedAt = Number.POSITIVE_INFINITY;
  world.events.plan(failsAt, (now) => {
    world.note(now, describeFault(fault));
    fleets.strike(fault, now);
    if (fault.kind === 'zone') {
      world.events.plan(now + targetZoneRemoval(world), (at) => {
        world.forgottenZones.add(fault.zone);
        world.note(at, `load balancers answer without ${fault.zone}`);
      });
    }
    detectedAt = alertAt(environment, classOf(fault), random, now);
    world.events.plan(detectedAt, (at) => world.note(at, 'the alert is sent'));
  });
  if (repairedAt !== undefined && (fault.kind === 'region' || fault.kind === 'zone')) {
    world.events.plan(repairedAt, (now) => {
      world.note(now, fault.kind === 'region' ? `${fault.region} is there again` : `${fault.zone} is there again`);
      world.lostRegions.clear();
      world.lostZones.clear();
      world.forgottenZones.clear();
    });
  }
  world.events.run(seconds);

  const promised = new Set(promisedServices(environment).map(({ name }) => name));
  const budget = prove(environment).budgets.find(({ failure }) => failure === classOf(fault));
  const end = Math.min(repairedAt ?? seconds, seconds);
  const recovered = recoveryOf(
    traffic.failures.filter(({ service }) => promised.has(service)),
    failsAt,
    end,
  );
  if (recovered !== undefined)
    timeline.push({ at: round(failsAt + recovered), what: 'the last request that fails is over' });
  const bound = budget ? total(budget.recovery).worst : Number.POSITIVE_INFINITY;
  return {
    simulated: true,
    fault,
    description: describeFault(fault),
    users,
    seed,
    seconds,
    failsAt,
    ...(repairedAt !== undefined && { repairedAt }),
    timeline: [...timeline].sort((a, b) => a.at - b.at),
    requests: traffic.requests,
    failed: traffic.failures.length,
    errors: errorsBySecond(traffic.failures, traffic.perSecond),
    services: [...usersOf].map(([service, count]) => serviceResult(service, count, traffic.failures)),
    detected: {
      seconds: round(detectedAt - failsAt),
      promised: environment.objectives.detection.seconds,
      bound: budget ? total(budget.alert).worst : 0,
    },
    recovered: {
      ...(recovered !== undefined && { seconds: round(recovered) }),
      promised: environment.objectives.recovery.seconds,
      ...(Number.isFinite(bound) && { bound }),
    },
    shed: fleets.shed.map((row) => ({ ...row, at: round(row.at) })),
  };
}

/** The next scrape that fails, the next evaluation, and Alertmanager, each with a rhythm of its own. */
function alertAt(environment: Environment, failure: FailureClass, random: Random, now: number): number {
  const { scrapeInterval, scrapeTimeout, ruleInterval, hold, groupWait } = environment.monitoring.detection;
  const scraped = now + scrapeInterval.seconds * random() + (failure === 'process' ? 0 : scrapeTimeout.seconds);
  const held = Math.ceil(hold.seconds / ruleInterval.seconds) * ruleInterval.seconds;
  return scraped + ruleInterval.seconds * random() + held + groupWait.seconds + 0.1 + 0.4 * random();
}

function recoveryOf(failures: readonly FailedRequest[], failsAt: number, end: number): number | undefined {
  const caused = failures.filter(({ at }) => at >= failsAt && at < end);
  const last = caused.reduce((latest, { until }) => Math.max(latest, until), failsAt);
  // Whoever still fails shortly before the end has not recovered.
  return last > end - 2 * thinkSeconds ? undefined : last - failsAt;
}

function errorsBySecond(failures: readonly FailedRequest[], perSecond: readonly number[]): DrillResult['errors'] {
  const bySecond = new Map<number, number>();
  for (const { at } of failures) bySecond.set(Math.floor(at), (bySecond.get(Math.floor(at)) ?? 0) + 1);
  return [...bySecond]
    .sort(([a], [b]) => a - b)
    .map(([second, failed]) => ({ second, failed, requests: perSecond[second] ?? failed }));
}

function serviceResult(service: InferencePlan, users: number, failures: readonly FailedRequest[]): ServiceResult {
  const own = failures.filter((failure) => failure.service === service.name);
  const [first, last] = [own[0], own.at(-1)];
  return {
    service: service.name,
    tier: service.tier,
    users,
    failed: own.length,
    ...(first && last && { firstFailure: round(first.at), lastFailure: round(last.at) }),
  };
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
