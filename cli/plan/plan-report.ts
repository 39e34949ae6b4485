import { prove } from '../../planner/availability/proof';
import type { CostPlan } from '../../planner/cost/cost-plan';
import { estimateCost } from '../../planner/cost/estimate-cost';
import type { RoutingRecord } from '../../planner/environment/dns-plan';
import type { Environment } from '../../planner/environment/environment';
import { capacityText, gpusOf, type NodeRange, type PoolPlan, sumRanges } from '../../planner/environment/pool-plan';
import { nodesOfRun } from '../../planner/environment/training-plan';
import { homeRegion } from '../../planner/training/home-region';
import { type PromiseReport, promiseReport } from '../../review/promise-report';
import type { StackSummary } from '../../stacks/synthesize';
import { type EvaluationRow, evaluationRows } from './evaluation';
import { type QueueRow, queueRows } from './queues';
import { type ServiceFit, serviceFits } from './serving';
import { type JobCommands, jobCommands } from './training-command';
import { type JobFit, jobFits } from './training-fit';
import { runText } from './training-runs';

/** What a spec stands for, in the words of the spec: what `ninefold plan` shows. */
export interface PlanReport {
  readonly project: string;
  readonly environment: string;
  readonly production: boolean;
  readonly primaryRegion: string;
  readonly regions: readonly RegionRow[];
  readonly pools: readonly PoolRow[];
  readonly training: readonly TrainingRow[];
  readonly evaluation: readonly EvaluationRow[];
  /** Of queues that share pools; empty with one queue for all jobs. */
  readonly queues: readonly QueueRow[];
  /** Of the jobs whose model and GPUs are known. */
  readonly fits: readonly JobFit[];
  readonly commands: readonly JobCommands[];
  readonly inference: readonly InferenceRow[];
  readonly services: readonly ServiceFit[];
  readonly records: readonly RecordRow[];
  readonly cost: CostPlan;
  /** What a month may cost, if the spec says so. */
  readonly budgetUsd?: number;
  /** In the order in which they can be deployed. */
  readonly stacks: readonly StackSummary[];
  readonly totals: {
    readonly regions: number;
    readonly stacks: number;
    /** Resources that Terraform manages. */
    readonly resources: number;
    /** GPU nodes; system nodes are not counted. */
    readonly nodes: NodeRange;
    readonly gpus: NodeRange;
  };
  /** Whether it keeps its objectives. */
  readonly promise: PromiseReport;
}

export interface RegionRow {
  readonly name: string;
  readonly role: 'active' | 'standby';
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly cluster: string;
  readonly kubernetes: string;
  /** Name of the regional load balancer, if a public service runs there. */
  readonly endpoint?: string;
}

export interface PoolRow {
  readonly region: string;
  readonly name: string;
  readonly instanceTypes: readonly string[];
  /** GPUs of one node, for example `4 × A10G`. */
  readonly gpus?: string;
  /** Of all nodes of the pool. */
  readonly gpuCount: NodeRange;
  readonly capacity: string;
  readonly nodes: NodeRange;
  readonly zones: readonly string[];
  readonly efa: boolean;
}

export interface TrainingRow {
  readonly name: string;
  readonly model: string;
  readonly method: string;
  readonly tuner: string;
  readonly pool: string;
  /** With that of a server of answers. */
  readonly nodes: number;
  /** Name of the queue that its runs wait in. */
  readonly queue: string;
  /** When it runs. */
  readonly run: string;
  readonly regions: readonly string[];
}

export interface InferenceRow {
  readonly name: string;
  readonly engine: string;
  readonly tier: string;
  readonly pool: string;
  /** Per region. */
  readonly replicas: NodeRange;
  readonly exposure: 'public' | 'internal';
  readonly port?: number;
  readonly regions: readonly string[];
}

export interface RecordRow {
  readonly name: string;
  readonly routing: string;
  readonly target: string;
}

/** @param stacks in the order of deployment */
export function planReport(environment: Environment, stacks: readonly StackSummary[]): PlanReport {
  const pools = environment.regions.flatMap((region) => region.pools.map((pool) => poolRow(region.name, pool)));
  return {
    project: environment.project,
    environment: environment.name,
    production: environment.production,
    primaryRegion: environment.primaryRegion,
    regions: environment.regions.map(regionRow),
    pools,
    training: environment.training.map((job) => {
      const { name, model, method, tuner, pool, queue, regions } = job;
      const nodes = nodesOfRun(job);
      const run = runText(job.run, homeRegion(environment, job));
      return { name, model, method, tuner, pool, nodes, queue, run, regions };
    }),
    evaluation: evaluationRows(environment),
    queues: queueRows(environment),
    fits: jobFits(environment),
    commands: jobCommands(environment),
    inference: environment.inference.map(({ name, engine, tier, pool, replicas, exposure, port, regions }) => {
      return { name, engine, tier, pool, replicas, exposure, ...(port !== undefined && { port }), regions };
    }),
    services: serviceFits(environment),
    records: recordRows(environment),
    cost: estimateCost(environment),
    ...(environment.budget && { budgetUsd: environment.budget.monthlyUsd }),
    stacks,
    totals: {
      regions: environment.regions.length,
      stacks: stacks.length,
      resources: stacks.reduce((sum, stack) => sum + stack.resources, 0),
      nodes: sumRanges(pools.map((pool) => pool.nodes)),
      gpus: sumRanges(pools.map((pool) => pool.gpuCount)),
    },
    promise: promiseReport(prove(environment)),
  };
}

function regionRow({ name, role, network, cluster, endpoint }: Environment['regions'][number]): RegionRow {
  return {
    name,
    role,
    cidr: network.cidr,
    zones: network.zones.map((zone) => zone.id),
    cluster: cluster.name,
    kubernetes: cluster.version,
    ...(endpoint && { endpoint: endpoint.host }),
  };
}

function poolRow(region: string, pool: PoolPlan): PoolRow {
  const { name, instanceTypes, accelerator, capacity, nodes, zones, efa } = pool;
  return {
    region,
    name,
    instanceTypes,
    ...(accelerator && { gpus: `${accelerator.count} × ${accelerator.model}` }),
    gpuCount: gpusOf(pool),
    capacity: capacityText(capacity),
    nodes,
    zones,
    efa,
  };
}

/** The records that route the public name, then the name of each region's endpoint. */
function recordRows({ dns, regions }: Environment): RecordRow[] {
  if (dns === undefined) return [];
  const hosts = new Map(regions.flatMap(({ name, endpoint }) => (endpoint ? [[name, endpoint.host] as const] : [])));
  return [
    ...dns.records.map(({ name, routing, target }) => ({
      name,
      routing: describeRouting(routing),
      target: 'region' in target ? (hosts.get(target.region) ?? target.region) : target.record,
    })),
    ...[...hosts].map(([region, host]) => ({ name: host, routing: 'simple', target: `load balancer in ${region}` })),
  ];
}

function describeRouting(routing: RoutingRecord['routing']): string {
  switch (routing.type) {
    case 'weighted':
      return `weight ${routing.weight}`;
    case 'latency':
      return `latency from ${routing.region}`;
    case 'failover':
      return routing.role === 'PRIMARY' ? 'failover primary' : 'failover secondary';
  }
}
