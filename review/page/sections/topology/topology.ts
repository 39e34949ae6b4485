import { trafficShares } from '../../../../planner/availability/traffic';
import type { DnsPlan, RoutingRecord } from '../../../../planner/environment/dns-plan';
import type { Environment } from '../../../../planner/environment/environment';
import { capacityText } from '../../../../planner/environment/pool-plan';
import type { RegionPlan } from '../../../../planner/environment/region-plan';
import { range } from '../../../../schemas/count';
import { formatDuration } from '../../../../schemas/duration';
import { number } from '../../../number-text';
import { type Html, html } from '../../html';
import type { Section } from '../../page';
import { folded, table } from '../../table';
import { picture } from './picture';

/** The picture of the environment, and the same as tables for those who search, copy or cannot see it. */
export function topologySection(environment: Environment): Section {
  const { dns, regions } = environment;
  const shares = trafficShares(environment, new Set());
  const columns = regions.length === 4 ? 2 : Math.min(3, regions.length);
  return {
    id: 'topology',
    title: 'Topology',
    lead: 'Squares that are filled are services, empty ones are jobs. Numbers of nodes and replicas are the least and the most.',
    body: html`<div class="still">${picture(environment, shares, columns, 'wide')}${picture(environment, shares, 1, 'narrow')}</div>
${folded('Regions', regionTable(regions, shares, dns))}${folded('Pools', poolTable(regions))}${folded('Services and jobs', workloadTable(environment))}${
  dns !== undefined && folded('DNS records', recordTable(dns))
}`,
  };
}

function regionTable(regions: readonly RegionPlan[], shares: ReadonlyMap<string, number>, dns?: DnsPlan): Html {
  const columns = ['region', 'role', 'users', 'network', 'zones', 'cluster', 'Kubernetes', 'endpoint'];
  const rows = regions.map(({ name, role, network, cluster, endpoint }) => [
    name,
    role,
    dns === undefined ? '–' : `${number((shares.get(name) ?? 0) * 100)} %`,
    network.cidr,
    network.zones.map(({ id }) => id).join(', '),
    cluster.name,
    cluster.version,
    endpoint?.host ?? '–',
  ]);
  return table(
    'Regions',
    columns.map((name) => ({ name })),
    rows,
  );
}

function poolTable(regions: readonly RegionPlan[]): Html {
  const columns = ['region', 'pool', 'instance types', 'GPUs of a node', 'capacity', 'nodes', 'zones', 'EFA'];
  const rows = regions.flatMap((region) =>
    region.pools.map(({ name, instanceTypes, accelerator, capacity, nodes, zones, efa }) => [
      region.name,
      name,
      instanceTypes.join(', '),
      accelerator ? `${accelerator.count} × ${accelerator.model}` : '–',
      capacityText(capacity),
      range(nodes),
      zones.join(', '),
      efa ? 'yes' : 'no',
    ]),
  );
  return table(
    'Pools',
    columns.map((name) => ({ name })),
    rows,
  );
}

function workloadTable({ inference, training, evaluation }: Environment): Html {
  const columns = ['name', 'kind', 'runs', 'pool', 'size', 'reached', 'regions'];
  const rows = [
    ...inference.map(({ name, engine, tier, pool, replicas, gpusPerReplica, exposure, port, regions }) => [
      name,
      `service, ${tier}`,
      engine,
      pool,
      `${range(replicas)} × ${gpusPerReplica} GPUs`,
      port === undefined ? exposure : `${exposure}, port ${port}`,
      regions.join(', '),
    ]),
    ...training.map(({ name, method, tuner, pool, nodes, gpusPerNode, regions }) => [
      name,
      'job',
      `${method}, ${tuner}`,
      pool,
      `${nodes} × ${gpusPerNode} GPUs`,
      '–',
      regions.join(', '),
    ]),
    ...evaluation.map(({ name, command, serves, regions }) => [
      name,
      'evaluation',
      Object.keys(command.reports).join(', '),
      serves?.pool ?? '–',
      serves ? `${command.gpus} GPUs` : `asks ${command.asks?.service ?? 'nobody'}`,
      '–',
      regions.join(', '),
    ]),
  ];
  return table(
    'Services and jobs',
    columns.map((name) => ({ name })),
    rows,
  );
}

function recordTable({ records, ttl, healthCheck }: DnsPlan): Html {
  const rows = records.map(({ name, routing, target }) => [
    name,
    routingText(routing),
    'region' in target ? `endpoint in ${target.region}` : target.record,
  ]);
  const checks = `Answers are kept for ${formatDuration(ttl)}; each region is probed every ${formatDuration(healthCheck.interval)}, and is lost after ${healthCheck.failures} failures.`;
  return html`<p class="dim small">${checks}</p>${table('DNS records', [{ name: 'name' }, { name: 'routing' }, { name: 'target' }], rows)}`;
}

function routingText(routing: RoutingRecord['routing']): string {
  switch (routing.type) {
    case 'weighted':
      return `weight ${routing.weight}`;
    case 'latency':
      return `nearest to ${routing.region}`;
    case 'failover':
      return routing.role === 'PRIMARY' ? 'first' : 'if the first is unhealthy';
  }
}
