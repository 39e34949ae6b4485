import type { Engine } from '../../catalog/engines';
import type { AcceleratorVendor } from '../cluster/node-pools/accelerator';
import type { Tier } from '../kubernetes/priority-classes';
import type { WeightsProps } from '../models/weights';

/** Namespace of the services and their gateway. */
export const inferenceNamespace = 'inference';

/** What the pods of a replica run; the leader and the workers of several nodes differ in `args` only. */
export interface EngineCommand {
  /** Image of the engine. */
  readonly image: string;
  /** Program that the container starts. @default the image's own */
  readonly command?: readonly string[];
  /** Arguments of the pod that answers requests. */
  readonly args: readonly string[];
  /** Arguments of the other pods of a replica. @default those of the one that answers */
  readonly workerArgs?: readonly string[];
  /** Variables of the container, beside those of the probes and the key. */
  readonly env: Readonly<Record<string, string>>;
  /** Port of the API, of `healthPath`, and of `/metrics`. */
  readonly port: number;
  /** Path that answers 200 as soon as the model is loaded, and never asks for the key. */
  readonly healthPath: string;
  /** Variable that the engine gets its API key in; absent where it takes none. */
  readonly apiKeyVariable?: string;
}

/** What each pod takes of a node of the pool. */
export interface PodResources {
  /** Accelerators, whole ones. */
  readonly gpus: number;
  /** Who makes them, which decides the resource and the taint of the nodes. */
  readonly vendor: AcceleratorVendor;
  /** Whole CPUs. */
  readonly cpu: number;
  /** Main memory in GiB, which is its limit too. */
  readonly memoryGib: number;
  /** Memory of that which processes share, for collective communication. */
  readonly sharedMemoryGib: number;
  /** Elastic Fabric Adapters; 0 for none. */
  readonly efaInterfaces: number;
}

/** What drives the number of replicas. */
export interface ScalingSignal {
  /** Waiting requests, use of the key-value cache in per cent, or running requests; each for one replica. */
  readonly on: 'queue' | 'cache' | 'running';
  /** How much of it one replica takes, from which the number of replicas follows. */
  readonly target: number;
}

/** What the replicas of a service, or of its canary, run and take. */
export interface EngineVersion {
  /** It decides which metrics are read, and how the heartbeat is asked for. */
  readonly engine: Engine;
  /** What the container runs, and where it answers. */
  readonly command: EngineCommand;
  /** Of the model, and of each adapter; at least one, each with a name of its own. */
  readonly weights: readonly WeightsProps[];
  /** Pods of a replica; several make a LeaderWorkerSet. */
  readonly nodesPerReplica: number;
  /** What each pod takes of its node. */
  readonly resources: PodResources;
  /** From the start of the container until the engine answers, as estimated. */
  readonly loadSeconds: number;
  /** How long that may take before the engine is started anew. */
  readonly startupSeconds: number;
  /** How long the load has to be low before a replica goes. */
  readonly cooldownSeconds: number;
}

/** Another version beside the service, which gets a part of its requests. */
export interface Canary extends EngineVersion {
  /** Their number is fixed where both are the same. */
  readonly replicas: { readonly min: number; readonly max: number };
  /** Per cent of the requests. */
  readonly weight: number;
}

/** Pods of another namespace. */
export interface PodsElsewhere {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One OpenAI-compatible service in one region. */
export interface ServedService extends EngineVersion {
  /** Unique in the region; name of its objects. */
  readonly name: string;
  /** Who gives way when nodes are full. */
  readonly tier: Tier;
  /** Pools in the order in which they are tried; at least one. */
  readonly pools: readonly string[];
  /** `max` 0 stands for a service that is only prepared. */
  readonly replicas: { readonly min: number; readonly max: number };
  /** What drives the number of replicas. */
  readonly scaling: ScalingSignal;
  /** Whether the pools have room for one replica more than `min`, which a rollout needs in order not to lose any. */
  readonly surge: boolean;
  /** Replicas whose GPUs are kept free for the next ones. */
  readonly headroom: number;
  /** Longest answer. */
  readonly drainSeconds: number;
  /** Who may ask it: the gateway and `askedBy`, or every pod of the cluster. */
  readonly exposure: 'public' | 'internal';
  /** Pods of other namespaces that ask it past the gateway, where it is public. @default none */
  readonly askedBy?: readonly PodsElsewhere[];
  /** Name in Secrets Manager of the key that clients send: the whole text of the secret. Absent without one. */
  readonly apiKeySecret?: string;
  /** Another version that gets a part of the requests. @default none */
  readonly canary?: Canary;
  /** Differs where its answers may: what waits for a rollout compares it. @default nobody is told */
  readonly version?: string;
}

/** Annotation of the workload of a service with its version. */
export const versionAnnotation = 'ninefold.dev/version';

/** Labels that select the pods of a service which answer requests. */
export function servingLabels(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'engine', 'ninefold.dev/role': 'server' };
}

/** Name of the Service without an address of its own by which the gateway finds the engines. */
export function engineServiceName(name: string): string {
  return `${name}-engines`;
}

/** Name of the second version of a service. */
export function canaryName(name: string): string {
  return `${name}-canary`;
}

/** Service account of a service's pods: its role reads the weights of its model only. */
export function engineAccount(name: string): string {
  return `serve-${name}`;
}
