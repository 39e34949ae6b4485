import type { ChartName } from '../catalog/charts';
import type { InstanceType } from '../catalog/instance-types';
import type { Architecture } from '../catalog/models';
import type { NodeAccelerator } from '../catalog/node-hardware';
import type { ServiceLevel } from '../catalog/slas';
import type { Duration } from '../schemas/duration';
import type { InferencePlan } from './inference/inference-plan';
import type { Tier } from './tier';
import type { DispatchPlan } from './training/dispatch-plan';
import type { QueuePlan } from './training/queue-plan';
import type { TrainingPlan } from './training/training-plan';

export type { InferencePlan } from './inference/inference-plan';
export type { Tier } from './tier';
export type { TrainingPlan } from './training/training-plan';

import type { TargetProbePlan } from './inference/probe-settings';
import type { MonitoringPlan } from './monitoring/monitoring-plan';

export type { MonitoringPlan } from './monitoring/monitoring-plan';

/**
 * A project with every value explicit: what the rules judge and what the stacks are built from. Resolving never fails:
 * what a mistake in the spec leaves open (an unknown instance type, a range too small for its subnets) is empty here,
 * and a rule reports it.
 */
export interface Environment {
  /** The spec's `name`. */
  readonly project: string;
  /** The spec's `environment`, for example `prod`. */
  readonly name: string;
  /** `<project>-<environment>`: start of derived names. */
  readonly prefix: string;
  readonly production: boolean;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly objectives: Objectives;
  /** The first active region, or the first one if none is active. */
  readonly primaryRegion: string;
  readonly regions: readonly RegionPlan[];
  readonly registry: RegistryPlan;
  readonly models: readonly ModelPlan[];
  readonly training: readonly TrainingPlan[];
  readonly inference: readonly InferencePlan[];
  readonly modules: readonly ModulePlan[];
  readonly dns?: DnsPlan;
  readonly monitoring: MonitoringPlan;
  readonly assumptions: AssumptionsPlan;
  readonly delivery: DeliveryPlan;
  readonly state: StatePlan;
  readonly budget?: BudgetPlan;
  readonly ci?: CiPlan;
}

export interface Objectives {
  /** Per cent of a 30-day window. */
  readonly availability: number;
  readonly detection: Duration;
  readonly recovery: Duration;
  /** Which of them have to be kept: all where several regions serve a public name, otherwise those that the spec states. */
  readonly promised: readonly ('availability' | 'detection' | 'recovery')[];
}

export interface RegionPlan {
  /** AWS name, for example `us-east-1`. */
  readonly name: string;
  /** Short form as in zone ids, for example `use1`. */
  readonly code: string;
  readonly role: 'active' | 'standby';
  readonly weight: number;
  /** A standby region whose nodes and replicas start only when it is deployed as warm: until then it has none. */
  readonly cold: boolean;
  /** Whether the public name leads around it. */
  readonly drained: boolean;
  readonly network: NetworkPlan;
  readonly cluster: ClusterPlan;
  readonly pools: readonly PoolPlan[];
  readonly storage: StoragePlan;
  /** Names of the models whose weights are fetched here; other regions get copies of them. */
  readonly fetches: readonly string[];
  readonly platform: PlatformPlan;
  /** Absent in a region without public services. */
  readonly endpoint?: EndpointPlan;
}

export interface NetworkPlan {
  readonly name: string;
  readonly cidr: string;
  /** Empty if the range has no room for the subnets, or the region is unknown and names no zones. */
  readonly zones: readonly ZonePlan[];
  readonly nat: 'per-zone' | 'single';
  /** Short names of AWS services, for example `ecr.api`. */
  readonly interfaceEndpoints: readonly string[];
  readonly flowLogRetention: Duration;
}

export interface ZonePlan {
  /** Zone id, for example `use1-az1`. */
  readonly id: string;
  /** /20 for nodes and pods. */
  readonly privateCidr: string;
  /** /24 for load balancers and NAT gateways. */
  readonly publicCidr: string;
  /** /26 for the control plane's network interfaces. */
  readonly controlPlaneCidr: string;
}

export interface ClusterPlan {
  readonly name: string;
  readonly version: string;
  readonly support: 'standard' | 'extended';
  readonly publicCidrs: readonly string[];
  readonly admins: readonly string[];
  readonly viewers: readonly string[];
  readonly serviceCidr: string;
  readonly deletionProtection: boolean;
  readonly logRetention: Duration;
  readonly systemPool: SystemPoolPlan;
}

export interface NodeRange {
  readonly min: number;
  readonly max: number;
}

export interface SystemPoolPlan {
  readonly instanceTypes: readonly string[];
  readonly nodes: NodeRange;
}

export type Capacity =
  | { readonly type: 'on-demand' }
  | { readonly type: 'spot' }
  | {
      readonly type: 'reservation' | 'capacity-block';
      readonly reservation: string;
      readonly zone?: string;
      readonly instances: number;
      readonly starts?: string;
      readonly ends?: string;
    };

/** One pool in one region. */
export interface PoolPlan {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  /** The instance types that the catalog knows, in the same order. */
  readonly instances: readonly InstanceType[];
  /** Accelerators of one node; absent if no instance type is known. */
  readonly accelerator?: NodeAccelerator;
  readonly capacity: Capacity;
  readonly nodes: NodeRange;
  readonly provisioner: 'managed' | 'karpenter';
  readonly efa: boolean;
  /** Whether nodes are placed close together: with EFA, unless a reservation has placed them already. */
  readonly placementGroup: boolean;
  /** Zone ids; one with EFA or a reservation. */
  readonly zones: readonly string[];
  readonly diskGib: number;
  /** Local NVMe storage of the smallest instance type; 0 for none. */
  readonly nvmeGb: number;
  /** Most pods on a node. */
  readonly maxPods: number;
  /** Images that its nodes hold before pods need them, in the order in which they come. */
  readonly images: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export interface StoragePlan {
  readonly modelBucket: string;
  readonly checkpointBucket: string;
  readonly accessLogBucket: string;
  readonly checkpointRetention: Duration;
  /** Regions that artifacts are copied to. */
  readonly replicateTo: readonly string[];
  readonly lustre?: LustrePlan;
}

export interface LustrePlan {
  readonly capacityGib: number;
  /** MB/s for each TiB. */
  readonly throughput: 125 | 250 | 500 | 1000;
  /** Zone id; FSx for Lustre lives in one zone. */
  readonly zone: string;
}

/** What runs in a cluster before any workload. */
export interface PlatformPlan {
  /** Charts of others. */
  readonly charts: readonly ChartName[];
  readonly namespaces: readonly NamespacePlan[];
  /** Names of the pools that training jobs of the region wait for; empty without any. */
  readonly queuedPools: readonly string[];
  /** Queues of those jobs: those of the spec, then the one of jobs that name none; empty without such pools. */
  readonly queues: readonly QueuePlan[];
  /** Queues whose jobs it sends to other regions; absent without any. */
  readonly dispatch?: DispatchPlan;
  /** Region whose cluster sends jobs here; absent where none does. */
  readonly dispatchedFrom?: string;
  /** Names of the secrets in Secrets Manager that its workloads and alerts need, sorted. */
  readonly secrets: readonly string[];
  /** Where the logs of its containers go; absent without the module. */
  readonly logs?: { readonly group: string; readonly tier: Tier };
}

export interface NamespacePlan {
  readonly name: 'training' | 'inference' | 'models' | 'images';
  /** GPUs of the pools that its workloads name, with all nodes that they may have. */
  readonly gpus: number;
}

/** The regional load balancer and the public services behind it. */
export interface EndpointPlan {
  readonly name: string;
  /** Per-region name that health checks probe, for example `us-east-1.chat.example.com`. */
  readonly host: string;
  readonly services: readonly EndpointServicePlan[];
}

export interface EndpointServicePlan {
  readonly name: string;
  /** TLS port of the load balancer. */
  readonly listenerPort: number;
  /** Port of the gateway's pods for it. */
  readonly targetPort: number;
  readonly healthCheckPath: string;
  readonly probe: TargetProbePlan;
  readonly deregistrationDelay: Duration;
}

/** Container images of the project, kept in the primary region and copied to the others. */
export interface RegistryPlan {
  readonly repositories: readonly string[];
  readonly replicaRegions: readonly string[];
}

export interface ModelPlan {
  readonly name: string;
  readonly source: ModelSource;
  /** Commit, tag or branch; `main` or `master` if the spec names none. */
  readonly revision: string;
  readonly secret?: string;
  /** Size of the weights, rounded up. */
  readonly sizeGib: number;
  /** Absent if neither the catalog nor the spec tells. */
  readonly architecture?: Architecture;
}

export type ModelSource =
  /** `repository` is `org/name`. */
  | { readonly hub: 'huggingface' | 'modelscope'; readonly repository: string }
  /** `prefix` has no slash at its end, and is empty for a whole bucket. */
  | { readonly hub: 's3'; readonly bucket: string; readonly prefix: string };

export interface ModulePlan {
  readonly name: string;
  readonly tier: Tier;
}

export interface DnsPlan {
  readonly zone: string;
  readonly host: string;
  readonly routing: 'active-active' | 'active-passive';
  readonly policy: 'weighted' | 'latency';
  readonly healthCheck: {
    readonly interval: Duration;
    readonly failures: number;
    /** How long a lost region has to be healthy before it gets users again. */
    readonly returnAfter: Duration;
  };
  readonly ttl: Duration;
  /** What makes a region healthy, for each region with an endpoint. */
  readonly checks: readonly RegionCheckPlan[];
  /** Records that route `host`, in the order of the regions. */
  readonly records: readonly RoutingRecord[];
}

/** A region is healthy while all of its probes are, and nobody has drained it. */
export interface RegionCheckPlan {
  readonly region: string;
  readonly probes: readonly ProbePlan[];
  readonly drained: boolean;
  /** Absent where no other region could take the users. */
  readonly drainSwitch?: DrainSwitchPlan;
}

/** What health checkers ask the regional name for. */
export interface ProbePlan {
  readonly service: string;
  readonly port: number;
  readonly path: string;
}

/**
 * A metric by which people drain a region without a deployment: 1 leads users around it, 0 lets them come back, and
 * without new values it stays as it is.
 */
export interface DrainSwitchPlan {
  /** Another region than the one it drains, which may be the one in trouble. */
  readonly region: string;
  /** Name of the alarm on the metric. */
  readonly alarm: string;
  readonly namespace: string;
  readonly metric: string;
}

/** One record of the routing tree of the public name. */
export interface RoutingRecord {
  /** Stable key within the tree, also the Route 53 set identifier. */
  readonly key: string;
  readonly name: string;
  /** A region's own name, or another name of the tree. */
  readonly target: { readonly region: string } | { readonly record: string };
  readonly routing:
    | { readonly type: 'weighted'; readonly weight: number }
    | { readonly type: 'latency'; readonly region: string }
    | { readonly type: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };
}

/** What the proof of the objectives takes for granted. Shares are numbers from 0 to 1. */
export interface AssumptionsPlan {
  readonly peakLoad: number;
  readonly commonCause: number;
  readonly regionCommonCause: number;
  readonly missedFailovers: number;
  readonly regionOutage: Duration;
  readonly engineFailures: Duration;
  readonly nodeStart: Duration;
  readonly imagePull: Duration;
  /** GiB a second. */
  readonly weightFetch: number;
  readonly clientCache: Duration;
  readonly clientConnect: Duration;
  readonly activation: Duration;
  /** Availability of the services in the path of a request. */
  readonly slas: Readonly<Record<ServiceLevel, number>>;
}

/** How Kubernetes objects reach the clusters. */
export type DeliveryPlan =
  | { readonly by: 'helm' }
  /** `path` is the folder of the repository with the charts; `secret` is for a private one. */
  | {
      readonly by: 'argocd';
      readonly repository: string;
      readonly revision: string;
      readonly path: string;
      readonly secret?: string;
    };

export type StatePlan =
  /** `folder` is absolute, or relative to the folder of a stack. */
  | { readonly backend: 'local'; readonly folder: string }
  | { readonly backend: 's3'; readonly bucket: string; readonly region: string };

export interface BudgetPlan {
  /** US dollars. */
  readonly monthlyUsd: number;
  /** Per cent of the room between smallest and largest sizes that is used on average. */
  readonly averageLoad: number;
  /** Prices that the project pays instead of the catalog's. */
  readonly prices?: {
    /** Day on which they were valid, `YYYY-MM-DD`. */
    readonly asOf: string;
    /** US dollars for an hour of an instance type, in every region and however it is bought. */
    readonly instances: Readonly<Record<string, number>>;
    /** Per cent off all list prices. */
    readonly discount: number;
  };
}

/** A repository of GitHub whose workflows plan and deploy. */
export interface CiPlan {
  /** `owner/name` */
  readonly repository: string;
  /** Its workflows may plan, and so may those of pull requests. */
  readonly branch: string;
  /** Jobs in this environment of the repository may deploy. */
  readonly environment: string;
  readonly planRole: string;
  readonly applyRole: string;
}
