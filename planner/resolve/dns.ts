import { boundedName } from '../../catalog/name-limits';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import type { DnsPlan, RegionCheckPlan, RoutingRecord } from '../environment/dns-plan';
import type { InferencePlan } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { mainPort } from '../inference/gateway-port';

/** The public name's settings and records; undefined without `dns`. */
export function resolveDns(
  project: Project,
  prefix: string,
  regions: readonly RegionPlan[],
  inference: readonly InferencePlan[],
): DnsPlan | undefined {
  const { dns } = project;
  if (dns === undefined) return undefined;
  const active = regions.filter((region) => region.role === 'active');
  const routing = dns.routing ?? (active.length > 1 ? 'active-active' : 'active-passive');
  return {
    zone: dns.zone,
    host: dns.host,
    routing,
    policy: dns.policy,
    healthCheck: {
      interval: parseDuration(dns.healthCheck.interval),
      failures: dns.healthCheck.failures,
      returnAfter: parseDuration(dns.healthCheck.returnAfter),
    },
    ttl: parseDuration(dns.ttl),
    checks: resolveChecks(prefix, dns.healthCheck.path, regions, inference),
    records: planRecords(
      dns.host,
      routing,
      dns.policy,
      regions.filter((region) => region.endpoint !== undefined),
    ),
  };
}

/**
 * One check for each region with an endpoint. It probes the critical public services, or what answers on port 443 if
 * none is critical: the region is left only for what users cannot do without.
 */
function resolveChecks(
  prefix: string,
  path: string | undefined,
  regions: readonly RegionPlan[],
  inference: readonly InferencePlan[],
): RegionCheckPlan[] {
  const critical = new Set(inference.filter(({ tier }) => tier === 'critical').map(({ name }) => name));
  const serving = regions.filter((region) => region.endpoint !== undefined);
  return serving.map(({ name, drained, endpoint }) => {
    const services = endpoint?.services ?? [];
    const needed = services.filter((service) => critical.has(service.name));
    const main = services.filter((service) => service.listenerPort === mainPort);
    const probed = needed.length > 0 ? needed : main.length > 0 ? main : services.slice(0, 1);
    const elsewhere = serving.find((other) => other.name !== name);
    return {
      region: name,
      probes: probed.map((service) => ({
        service: service.name,
        port: service.listenerPort,
        path: path ?? service.healthCheckPath,
      })),
      drained,
      ...(elsewhere && {
        drainSwitch: {
          region: elsewhere.name,
          alarm: boundedName('cloudwatch-alarm', prefix, name, 'drained'),
          namespace: `Ninefold/${prefix}`,
          metric: 'Drained',
        },
      }),
    };
  });
}

/**
 * The routing tree of the public name over the regions that have an endpoint.
 *
 * - active-passive: a failover pair of the first active and the first standby region.
 * - weighted: one record a region; standby regions have weight 0, which Route 53 considers only when every record with
 *   a weight is unhealthy.
 * - latency: one record a region. With standby regions, `active.<host>` holds those records and the host itself is a
 *   failover pair of that name and the standby regions, because latency records know no rank.
 *
 * Source: Amazon Route 53 developer guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function planRecords(
  host: string,
  routing: DnsPlan['routing'],
  policy: DnsPlan['policy'],
  regions: readonly RegionPlan[],
): RoutingRecord[] {
  const active = regions.filter((region) => region.role === 'active');
  const standby = regions.filter((region) => region.role === 'standby');
  const [primary, secondary] = [active[0], standby[0]];
  if (routing === 'active-passive' && primary && secondary) {
    return [failover(host, primary.name, 'PRIMARY'), failover(host, secondary.name, 'SECONDARY')];
  }
  if (routing === 'active-active' && policy === 'latency') return latencyTree(host, active, standby);
  return regions.map((region) => weighted(host, region, region.role === 'active' ? region.weight : 0));
}

function latencyTree(host: string, active: readonly RegionPlan[], standby: readonly RegionPlan[]): RoutingRecord[] {
  if (standby.length === 0) return active.map((region) => latency(host, region));
  const [activeName, standbyName] = [`active.${host}`, `standby.${host}`];
  return [
    { key: 'active', name: host, target: { record: activeName }, routing: { type: 'failover', role: 'PRIMARY' } },
    { key: 'standby', name: host, target: { record: standbyName }, routing: { type: 'failover', role: 'SECONDARY' } },
    ...active.map((region) => latency(activeName, region)),
    ...standby.map((region) => latency(standbyName, region)),
  ];
}

function failover(name: string, region: string, role: 'PRIMARY' | 'SECONDARY'): RoutingRecord {
  return { key: region, name, target: { region }, routing: { type: 'failover', role } };
}

function weighted(name: string, region: RegionPlan, weight: number): RoutingRecord {
  return { key: region.name, name, target: { region: region.name }, routing: { type: 'weighted', weight } };
}

function latency(name: string, region: RegionPlan): RoutingRecord {
  return {
    key: region.name,
    name,
    target: { region: region.name },
    routing: { type: 'latency', region: region.name },
  };
}
