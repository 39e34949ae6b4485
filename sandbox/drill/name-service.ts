import { alarmDelaySeconds, healthChecking } from '../../catalog/route53';
import { weighed } from '../cloud/dns-answers';
import type { EmittedCheck, EmittedRecord } from './emitted-configuration';
import type { Fleets } from './fleets';
import { between, type World } from './world';

/** What Route 53 answers. */
export interface NameService {
  /** A region for the name, as a resolver gets it that is nearest to the regions in the order of `near`. */
  readonly answer: (name: string, near: readonly string[]) => Answer | undefined;
  /** Regions that the health checks find healthy, as the name servers see it. */
  readonly healthy: () => readonly string[];
}

export interface Answer {
  readonly region: string;
  /** Seconds that a resolver may keep it. */
  readonly ttl: number;
}

/** A check as the name servers see it. */
interface Status {
  healthy: boolean;
  /** Whether the checkers say so; the name servers follow later. */
  seen: boolean;
  /** When the checkers last said that it is unhealthy; undefined if they never did. */
  lastBad?: number;
}

/** Starts the health checkers; each has a rhythm of its own. */
export function startNameService(world: World, fleets: Fleets): NameService {
  const { emitted } = world;
  const status = new Map<string, Status>();
  for (const [key, check] of emitted.checks) {
    status.set(key, { healthy: true, seen: true });
    if (check.type === 'endpoint') startCheckers(world, fleets, key, check, status);
  }
  const passes = (key: string): boolean => {
    const check = emitted.checks.get(key);
    if (check?.type === 'calculated') return check.children.filter(passes).length >= check.threshold;
    return status.get(key)?.healthy ?? false;
  };
  world.events.repeat(1, 1, (now) => updateHolds(world, status, now));

  const isHealthy = ({ check, target }: EmittedRecord): boolean => {
    if (check !== undefined) return passes(check);
    return 'record' in target
      ? emitted.records.some((other) => other.name === target.record && isHealthy(other))
      : true;
  };
  const choose = (name: string, near: readonly string[]): Answer | undefined => {
    const named = emitted.records.filter((record) => record.name === name);
    const healthy = named.filter(isHealthy);
    const record = pick(world, named, healthy, near);
    if (record === undefined) return undefined;
    return 'record' in record.target
      ? choose(record.target.record, near)
      : { region: record.target.region, ttl: record.ttl };
  };
  return {
    answer: choose,
    healthy: () => [
      ...new Set(
        emitted.records.flatMap((record) =>
          'region' in record.target && isHealthy(record) ? [record.target.region] : [],
        ),
      ),
    ],
  };
}

/** Route 53's choice among the records of a name. */
function pick(
  world: World,
  named: readonly EmittedRecord[],
  healthy: readonly EmittedRecord[],
  near: readonly string[],
): EmittedRecord | undefined {
  const primary = named.find(({ policy }) => policy === 'primary');
  if (primary !== undefined) {
    const secondary = healthy.find(({ policy }) => policy === 'secondary');
    return healthy.includes(primary) ? primary : (secondary ?? primary);
  }
  const usable = healthy.length > 0 ? healthy : named;
  if (usable.some(({ policy }) => policy === 'latency')) {
    return near.flatMap((region) => usable.filter(({ target }) => 'region' in target && target.region === region))[0];
  }
  const { answering, total } = weighed(usable);
  let point = world.random() * total;
  return answering.find(({ weight }) => {
    point -= Math.max(weight, 1);
    return point < 0;
  });
}

/** Checkers around the world, which do not agree on when they ask. */
function startCheckers(
  world: World,
  fleets: Fleets,
  key: string,
  check: Extract<EmittedCheck, { type: 'endpoint' }>,
  status: ReadonlyMap<string, Status>,
): void {
  const { connectSeconds, responseSeconds, healthyShare, checkersPerRegion, propagationSeconds } = healthChecking;
  const checkers = Array.from({ length: check.places * checkersPerRegion }, () => ({ healthy: true, streak: 0 }));
  const own = status.get(key);
  if (own === undefined) return;
  const agree = (now: number): void => {
    const share = checkers.filter(({ healthy }) => healthy).length / checkers.length;
    const healthy = share > healthyShare;
    if (!healthy) own.lastBad = now;
    if (healthy === own.seen) return;
    own.seen = healthy;
    world.note(now, `health checkers find ${check.service} in ${check.region} ${healthy ? 'healthy' : 'unhealthy'}`);
    const { typical, worst } = propagationSeconds;
    world.events.plan(now + between(world.random, typical / 2, worst), (at) => {
      own.healthy = own.seen;
      world.note(at, `name servers ${own.seen ? 'take' : 'leave'} ${check.region} ${own.seen ? 'for healthy' : 'out'}`);
    });
  };
  for (const checker of checkers) {
    world.events.repeat(check.interval * world.random(), check.interval, (now) => {
      const passes = fleets.answers(check.region, check.service);
      checker.streak = passes === checker.healthy ? 0 : checker.streak + 1;
      if (checker.streak < check.failures) return;
      checker.streak = 0;
      // Without a connection the probe ends when the time for it is over; a hung engine uses all of its time.
      const wait = passes ? 0 : world.lostRegions.has(check.region) ? connectSeconds : connectSeconds + responseSeconds;
      world.events.plan(now + wait, (at) => {
        checker.healthy = passes;
        agree(at);
      });
    });
  }
}

/** A hold passes again when the whole period of its alarm was well, and CloudWatch has noticed. */
function updateHolds(world: World, status: ReadonlyMap<string, Status>, now: number): void {
  for (const [key, check] of world.emitted.checks) {
    const own = status.get(key);
    if (check.type !== 'hold' || own === undefined) continue;
    const followed = status.get(check.follows);
    if (followed?.lastBad === undefined) continue;
    if (!followed.seen) followed.lastBad = now;
    const healthy = now - followed.lastBad > check.period + alarmDelaySeconds.typical;
    // The failing probe itself is faster than the hold that it causes.
    const noticed = now - followed.lastBad < check.period && (!followed.seen || !followed.healthy || !own.healthy);
    if (healthy && !own.healthy) {
      own.healthy = true;
      world.note(now, `a region has been well for ${check.period / 60} minutes and may return`);
    } else if (noticed) own.healthy = false;
  }
}
