import {
  hoursPerMonth,
  type ServicePrice,
  type ServicePriceName,
  servicePrices,
} from '../../catalog/prices/service-prices';
import { count, range } from '../../schemas/count';
import type { BudgetPlan, Environment } from '../environment/environment';
import type { NodeRange, PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';
import { addUsd, type CostItem, type CostLine, evenly, nothing, timesUsd, type Usd } from './cost-plan';
import { averageOf, nodesInUse, paidNodes } from './node-counts';
import { nodePrice, poolPrice, regionPriceFactor } from './node-price';

/** What is counted of a service, and how many. */
type Amount = readonly [price: ServicePriceName, count: Usd];

/** Keys of a region: flow logs, the cluster's secrets, and data. Source: the network and cluster stacks. */
const keysPerRegion = 3;

/** Root volume of a system node, in GiB. */
const systemDiskGib = 100;

/** Everything in one region that costs by the month. */
export function regionCost(environment: Environment, region: RegionPlan, averageLoad: number): CostLine[] {
  const { budget } = environment;
  const line = (item: CostItem, quantity: string, monthly: Usd, pool?: string): CostLine => {
    return { region: region.name, item, ...(pool !== undefined && { pool }), quantity, monthly };
  };
  const priced = (amounts: readonly Amount[]) => sumServices(amounts, region.name, budget);
  const hourly = (count: number) => evenly(count * hoursPerMonth);
  const { cluster, network, endpoint, storage, pools } = region;
  const zones = network.zones.length;
  const gateways = network.nat === 'single' ? Math.min(1, zones) : zones;
  const endpoints = network.interfaceEndpoints.length * zones;
  const modelGib = environment.models.reduce((sum, { sizeGib }) => sum + sizeGib, 0);

  return [
    ...pools.map((pool) => {
      const price = poolPrice(region, pool, budget);
      const nodes = nodesInUse(environment, region, pool);
      const paid = paidNodes(nodes, pool.capacity, averageLoad);
      return line(
        'nodes',
        nodesText(pool, nodes),
        timesUsd(timesUsd(paid, evenly(hoursPerMonth)), price ?? nothing),
        pool.name,
      );
    }),
    line(
      'nodes',
      `${range(cluster.systemPool.nodes)} × ${cluster.systemPool.instanceTypes[0] ?? '?'}`,
      systemNodes(region, budget),
      'system',
    ),
    line('disks', 'root volumes (gp3)', priced([['gp3-storage', diskGib(environment, region, averageLoad)]])),
    line(
      'control plane',
      `Kubernetes ${cluster.version}, ${cluster.support} support`,
      controlPlane(cluster.support, priced),
    ),
    line(
      'network',
      `${count(gateways, 'NAT gateway')}, ${count(endpoints, 'interface endpoint')}`,
      priced([
        ['nat-gateway', hourly(gateways)],
        ['public-ipv4', hourly(gateways)],
        ['interface-endpoint', hourly(endpoints)],
      ]),
    ),
    ...(endpoint === undefined
      ? []
      : [
          line(
            'load balancer',
            count(zones, 'zone'),
            priced([
              ['network-load-balancer', hourly(1)],
              ['public-ipv4', hourly(zones)],
              ['network-load-balancer-capacity', { min: 0, expected: hoursPerMonth, max: 10 * hoursPerMonth }],
            ]),
          ),
        ]),
    ...(modelGib === 0
      ? []
      : [
          line(
            'storage',
            `${modelGib} GiB of models in S3`,
            priced([['s3-storage', { min: modelGib, expected: modelGib, max: 3 * modelGib }]]),
          ),
        ]),
    ...(storage.lustre === undefined
      ? []
      : [
          line(
            'storage',
            `${storage.lustre.capacityGib} GiB of FSx for Lustre at ${storage.lustre.throughput} MB/s/TiB`,
            priced([[`lustre-${storage.lustre.throughput}`, evenly(storage.lustre.capacityGib)]]),
          ),
        ]),
    line('keys', count(keysPerRegion, 'key'), priced([['kms-key', evenly(keysPerRegion)]])),
    ...(environment.monitoring.heartbeats.some((heartbeat) => heartbeat.region === region.name)
      ? [
          line(
            'heartbeat',
            '1 key, 1 alarm',
            priced([
              ['kms-key', evenly(1)],
              ['cloudwatch-alarm', evenly(1)],
            ]),
          ),
        ]
      : []),
  ];
}

/** Extended support costs more only after the version's standard support has ended, and a plan does not know the day. */
function controlPlane(support: 'standard' | 'extended', priced: (amounts: readonly Amount[]) => Usd): Usd {
  const standard = priced([['eks-cluster-standard', evenly(hoursPerMonth)]]);
  if (support === 'standard') return standard;
  return { ...standard, max: priced([['eks-cluster-extended', evenly(hoursPerMonth)]]).max };
}

/** What amounts of services cost in a region, with the project's discount. */
export function sumServices(amounts: readonly Amount[], region: string, budget: BudgetPlan | undefined): Usd {
  const kept = 1 - (budget?.prices?.discount ?? 0) / 100;
  return addUsd(
    amounts.map(([name, amount]) => {
      const { usd, global }: ServicePrice = servicePrices[name];
      const factor = global ? evenly(1) : regionPriceFactor(region);
      return timesUsd(timesUsd(amount, factor), evenly(usd * kept));
    }),
  );
}

function systemNodes({ name, cluster }: RegionPlan, budget: BudgetPlan | undefined): Usd {
  const { instanceTypes, nodes } = cluster.systemPool;
  const price = nodePrice({ region: name, instanceTypes, capacity: 'on-demand' }, budget) ?? nothing;
  // They grow with the number of components, not with the load of the pools.
  const counts = { min: nodes.min, expected: nodes.min, max: nodes.max };
  return timesUsd(timesUsd(counts, evenly(hoursPerMonth)), price);
}

function diskGib(environment: Environment, region: RegionPlan, averageLoad: number): Usd {
  const { pools, cluster } = region;
  const { nodes } = cluster.systemPool;
  const system = {
    min: nodes.min * systemDiskGib,
    expected: nodes.min * systemDiskGib,
    max: nodes.max * systemDiskGib,
  };
  return pools.reduce((sum, pool) => {
    const running = averageOf(nodesInUse(environment, region, pool), averageLoad);
    return {
      min: sum.min + running.min * pool.diskGib,
      expected: sum.expected + running.expected * pool.diskGib,
      max: sum.max + running.max * pool.diskGib,
    };
  }, system);
}

function nodesText({ instanceTypes, capacity }: PoolPlan, nodes: NodeRange): string {
  const others = instanceTypes.length > 1 ? ` or ${instanceTypes.length - 1} more` : '';
  return `${range(nodes)} × ${instanceTypes[0] ?? '?'}${others}, ${capacity.type}`;
}
