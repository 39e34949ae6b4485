import { loadBalancerAliasSeconds } from '../../catalog/route53';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import type { Fleets } from './fleets';
import type { NameService } from './name-service';
import type { World } from './world';

/** Requests by second and service. */
export interface Traffic {
  readonly requests: number;
  readonly failures: readonly FailedRequest[];
  /** Requests of each second. */
  readonly perSecond: readonly number[];
}

export interface FailedRequest {
  readonly at: number;
  /** When the client gave up. */
  readonly until: number;
  readonly service: string;
  readonly region: string;
}

/** Mean time between two requests of a user, and between a failure and the next attempt, in seconds. */
export const thinkSeconds = 20;
const retrySeconds = 1;

/** Share of the clients that keep an address for a time of their own, as Java does. */
const cachingShare = 1 / 3;

/** Users behind one resolver. */
const usersPerResolver = 50;

interface Resolver {
  /** Regions from near to far. */
  readonly near: readonly string[];
  region?: string;
  expires: number;
}

/** Where a client sends its requests, until it asks again. */
interface Address {
  region: string;
  /** Index of the zone whose load balancer address it uses. */
  zone: number;
  /** Until when it keeps the region, and the address in it. */
  regionUntil: number;
  zoneUntil: number;
}

/** Users of the public services, who ask again and again; each service has them in proportion to what runs of it. */
export function startClients(
  world: World,
  fleets: Fleets,
  names: NameService,
  users: number,
  usersOf: ReadonlyMap<InferencePlan, number>,
): Traffic {
  const { environment, events, random } = world;
  const { clientCache, clientConnect } = environment.assumptions;
  const host = environment.dns?.host;
  const traffic = { requests: 0, failures: [] as FailedRequest[], perSecond: [] as number[] };
  const regions = environment.regions.filter(({ endpoint }) => endpoint !== undefined).map(({ name }) => name);
  const resolvers = Array.from({ length: Math.max(1, Math.ceil(users / usersPerResolver)) }, (_, index): Resolver => {
    return { near: nearFrom(regions, index), expires: 0 };
  });

  const resolve = (resolver: Resolver, now: number): string | undefined => {
    if (host === undefined) return undefined;
    if (now >= resolver.expires) {
      const answer = names.answer(host, resolver.near);
      if (answer === undefined) return undefined;
      // Resolvers have not all asked at the same time before the drill began.
      resolver.expires = now + answer.ttl * (resolver.region === undefined ? random() : 1);
      resolver.region = answer.region;
    }
    return resolver.region;
  };

  let number = 0;
  for (const [service, count] of usersOf) {
    const home = environment.regions.find(({ name }) => service.regions.includes(name))?.name ?? '';
    for (let user = 0; user < count; user++) {
      const resolver = resolvers[number++ % resolvers.length];
      if (resolver === undefined) continue;
      const keeps = random() < cachingShare;
      const address: Address = { region: '', zone: 0, regionUntil: 0, zoneUntil: 0 };
      events.plan(-thinkSeconds * Math.log(1 - random()), function ask(now) {
        if (now >= address.regionUntil) {
          const region = host === undefined ? home : resolve(resolver, now);
          if (region !== address.region) address.zoneUntil = 0;
          address.region = region ?? '';
          address.regionUntil = keeps ? now + clientCache.seconds : 0;
        }
        const waited = request(world, fleets, service, address, now);
        traffic.requests++;
        traffic.perSecond[Math.floor(now)] = (traffic.perSecond[Math.floor(now)] ?? 0) + 1;
        if (waited === undefined) {
          const until = now + clientConnect.seconds;
          traffic.failures.push({ at: now, until, service: service.name, region: address.region });
          events.plan(until + retrySeconds, ask);
        } else events.plan(now - thinkSeconds * Math.log(1 - random()) + waited, ask);
      });
    }
  }
  return traffic;
}

/** Seconds until the request is served; undefined if it fails. */
function request(
  world: World,
  fleets: Fleets,
  service: InferencePlan,
  address: Address,
  now: number,
): number | undefined {
  if (world.lostRegions.has(address.region)) return undefined;
  const fleet = fleets.of(address.region, service.name);
  if (fleet === undefined) return undefined;
  if (service.exposure === 'public') {
    const zones = fleet.region.network.zones;
    if (now >= address.zoneUntil) {
      const known = zones.map((_, index) => index).filter((index) => !world.forgottenZones.has(zones[index]?.id ?? ''));
      address.zone = known[Math.floor(world.random() * known.length)] ?? 0;
      address.zoneUntil = now + loadBalancerAliasSeconds;
    }
    // The load balancer's node in the zone is gone, and the client still has its address.
    if (world.lostZones.has(zones[address.zone]?.id ?? '')) return undefined;
  }
  return fleets.serve(fleet, now);
}

/** Users are spread evenly: resolvers differ in which region is the nearest. */
function nearFrom(regions: readonly string[], index: number): string[] {
  const start = regions.length > 0 ? index % regions.length : 0;
  const rotated = [...regions.slice(start), ...regions.slice(0, start)];
  const [nearest, ...others] = rotated;
  // Whoever loses the nearest region goes to any of the others.
  const turn = others.length > 0 ? Math.floor(index / regions.length) % others.length : 0;
  return nearest === undefined ? [] : [nearest, ...others.slice(turn), ...others.slice(0, turn)];
}
