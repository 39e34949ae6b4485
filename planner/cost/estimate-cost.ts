import { instanceTypesAsOf } from '../../catalog/instance-types';
import { acceleratedFactorsAsOf } from '../../catalog/prices/accelerated-factors';
import { purchaseOptionsAsOf } from '../../catalog/prices/purchase-options';
import { regionalFactor, regionalFactorsAsOf } from '../../catalog/prices/regional-factors';
import { hoursPerMonth, servicePricesAsOf } from '../../catalog/prices/service-prices';
import { findRegion } from '../../catalog/regions';
import { count } from '../../schemas/count';
import type { DnsPlan } from '../environment/dns-plan';
import { countHealthChecks } from '../environment/dns-plan';
import type { BudgetPlan, Environment } from '../environment/environment';
import type { ReplicaRange, ServedVersion } from '../environment/inference-plan';
import type { PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';
import { nodesOfRun } from '../environment/training-plan';
import { canaryIn, replicasIn } from '../inference/replicas-in';
import {
  addUsd,
  type CostLine,
  type CostPlan,
  evenly,
  type JobCost,
  nothing,
  type ServiceCost,
  timesUsd,
  type UnknownPrice,
} from './cost-plan';
import { averageOf } from './node-counts';
import { nodePrice, poolPrice } from './node-price';
import { regionCost, sumServices } from './region-cost';

/** Per cent of the room between smallest and largest sizes that is used on average, if the project does not say. */
const defaultAverageLoad = 20;

/** Keys of no region: images, and the alarms of the failover. */
const globalKeys = { images: 1, alarms: 1 };

const excluded = [
  'data transfer: out to the internet, between regions and zones, through NAT gateways and endpoints',
  'requests to S3, KMS, SQS and Route 53, and the hosted zone, which exists before',
  'checkpoints and datasets in S3, container images in ECR, volumes of pods',
  'log events and metrics in CloudWatch',
  'taxes, support plans and third-party licences',
] as const;

const estimates = new WeakMap<Environment, CostPlan>();

/** What an environment costs, by the catalog's list prices or by those that the project states. */
export function estimateCost(environment: Environment): CostPlan {
  const known = estimates.get(environment);
  if (known !== undefined) return known;
  const cost = makeEstimate(environment);
  estimates.set(environment, cost);
  return cost;
}

function makeEstimate(environment: Environment): CostPlan {
  const averageLoad = environment.budget?.averageLoad ?? defaultAverageLoad;
  const lines = [
    ...environment.regions.flatMap((region) => regionCost(environment, region, averageLoad)),
    ...globalCost(environment),
  ];
  return {
    asOf: oldestTable(environment),
    monthly: addUsd(lines.map(({ monthly }) => monthly)),
    averageLoad,
    lines,
    services: serviceCosts(environment, averageLoad),
    jobs: jobCosts(environment),
    unknown: unknownPrices(environment),
    excluded,
  };
}

/** Day of the oldest table that prices are taken from. */
function oldestTable({ budget }: Environment): string {
  const tables = [
    acceleratedFactorsAsOf,
    instanceTypesAsOf,
    purchaseOptionsAsOf,
    regionalFactorsAsOf,
    servicePricesAsOf,
  ].map(({ asOf }) => asOf);
  const [oldest = ''] = [...tables, ...(budget?.prices ? [budget.prices.asOf] : [])].sort();
  return oldest;
}

function globalCost({ dns, budget, primaryRegion }: Environment): CostLine[] {
  const keys = globalKeys.images + (dns === undefined ? 0 : globalKeys.alarms);
  return [
    ...(dns === undefined || dns.checks.length === 0 ? [] : [failoverCost(dns, primaryRegion, budget)]),
    {
      region: 'global',
      item: 'keys',
      quantity: count(keys, 'key'),
      monthly: sumServices([['kms-key', evenly(keys)]], primaryRegion, budget),
    },
  ];
}

/**
 * Probes of endpoints within AWS, with HTTPS and latency measurement, and perhaps a fast interval; for each region a
 * calculated check, and, where another can take over, a hold for each probe and a switch, which follow alarms.
 */
function failoverCost({ checks, healthCheck }: DnsPlan, region: string, budget: BudgetPlan | undefined): CostLine {
  const probes = checks.reduce((sum, check) => sum + check.probes.length, 0);
  const all = countHealthChecks(checks);
  // Every check but a probe has an alarm.
  const alarms = all - probes;
  const options = healthCheck.interval.seconds < 30 ? 3 : 2;
  return {
    region: 'global',
    item: 'failover',
    quantity: `${all} health checks, ${probes} of them with ${options} options, ${alarms} alarms`,
    monthly: sumServices(
      [
        ['health-check', evenly(all)],
        ['health-check-option', evenly(probes * options)],
        ['cloudwatch-alarm', evenly(alarms)],
      ],
      region,
      budget,
    ),
  };
}

/** A service takes as many GPU-hours as its replicas have GPUs, in each region those that run there, its canary included. */
function serviceCosts({ regions, inference, budget }: Environment, averageLoad: number): ServiceCost[] {
  return inference.map((service) => {
    const shares = poolsNamed(regions, service.pool, service.regions).flatMap(([region, pool]) => {
      const gpusOfNode = pool.accelerator?.count ?? 0;
      const price = poolPrice(region, pool, budget);
      if (gpusOfNode === 0 || price === undefined) return [];
      const share = (version: ServedVersion, replicas: ReplicaRange) =>
        timesUsd(
          timesUsd(averageOf(replicas, averageLoad), price),
          evenly((version.gpusPerReplica / gpusOfNode) * hoursPerMonth),
        );
      const canary = canaryIn(service, region);
      return [share(service, replicasIn(service, region)), ...(canary ? [share(canary, canary.replicas)] : [])];
    });
    return { name: service.name, monthly: addUsd(shares) };
  });
}

/** What takes nodes of a pool as long as it runs. */
interface Work {
  readonly name: string;
  readonly pool: string;
  readonly nodes: number;
  readonly regions: readonly string[];
}

/** A server of answers has a node of its own. */
function trainingJobs({ training }: Environment): Work[] {
  return training.map((job) => ({ name: job.name, pool: job.pool, nodes: nodesOfRun(job), regions: job.regions }));
}

/** A job runs in one region at a time: the first that can. */
function jobCosts(environment: Environment): JobCost[] {
  const { regions, budget } = environment;
  return [...trainingJobs(environment), ...evaluationJobs(environment)].map(({ name, pool, nodes, regions: able }) => {
    const [first] = poolsNamed(regions, pool, able);
    const price = first && poolPrice(...first, budget);
    return { name, nodes, hourly: timesUsd(price ?? nothing, evenly(nodes)) };
  });
}

/** One that serves a model has a node started for it; one that asks a service takes what is paid for already. */
function evaluationJobs({ evaluation }: Environment): Work[] {
  return evaluation.flatMap(({ name, regions, serves }) =>
    serves === undefined ? [] : [{ name, pool: serves.pool, nodes: 1, regions }],
  );
}

function poolsNamed(regions: readonly RegionPlan[], name: string, within: readonly string[]) {
  return regions
    .filter((region) => within.includes(region.name))
    .flatMap((region) => {
      const pool = region.pools.find((candidate) => candidate.name === name);
      return pool === undefined ? [] : [[region, pool] as const satisfies readonly [RegionPlan, PoolPlan]];
    });
}

function unknownPrices({ regions, budget }: Environment): UnknownPrice[] {
  const pools = new Map(regions.flatMap(({ pools: list }) => list.map((pool) => [pool.name, pool] as const)));
  const instances = [...pools.values()].flatMap(({ name, instances: known, capacity }) =>
    known
      .filter(
        (type) =>
          nodePrice({ region: 'us-east-1', instanceTypes: [type.name], capacity: capacity.type }, budget) === undefined,
      )
      .map((type) => ({ kind: 'instance' as const, pool: name, instanceType: type.name })),
  );
  const places = regions
    .filter(({ name }) => findRegion(name) !== undefined && regionalFactor(name) === undefined)
    .map(({ name }) => ({ kind: 'region' as const, region: name }));
  return [...instances, ...places];
}
