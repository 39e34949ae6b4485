import type { Engine } from '../../catalog/engines';
import type { Duration } from '../../schemas/duration';
import type { ServingFit } from '../fit/serving-fit';
import type { ServingParallel } from '../fit/serving-parallel';
import type { Tier } from './tier';

/** What the replicas of a service, or of its canary, run and need. */
export interface ServedVersion {
  readonly engine: Engine;
  /** Weights that it serves. */
  readonly model: ServedModel;
  readonly parallel: ServingParallel;
  /** GPUs that one replica takes, on all its nodes. */
  readonly gpusPerReplica: number;
  /** More than one if the GPUs of a node do not suffice for a replica. */
  readonly nodesPerReplica: number;
  readonly command: ServingCommand;
  readonly timing: ServingTiming;
  /** What a replica needs and can do; absent if the shape of the model or the pool's GPUs are unknown. */
  readonly fit?: ServingFit;
  /** A larger replica that serves well more tokens a second with each GPU; absent if none does, or if the spec fixes it. */
  readonly fasterPerGpu?: ServingFit;
}

/** An inference service with every value explicit. */
export interface InferencePlan extends ServedVersion {
  readonly name: string;
  readonly pool: string;
  /** Pools that are tried after it, in this order. */
  readonly fallbackPools: readonly string[];
  readonly tier: Tier;
  readonly exposure: 'public' | 'internal';
  /** Listener port if public. */
  readonly port?: number;
  /** In an active region; {@link replicasIn} tells those of any. */
  readonly replicas: ReplicaRange;
  /** Replicas that a warm standby region always runs. */
  readonly standbyReplicas: number;
  readonly scaling: { readonly on: 'queue' | 'cache' | 'running'; readonly target: number };
  /** Prompt and answer together, in tokens. */
  readonly contextLength: number;
  readonly adapters: readonly ServedAdapter[];
  /** Requests in a minute with the same API key, above which they are refused; absent for no limit. */
  readonly rateLimit?: number;
  /** Replicas whose GPUs are kept free for the next ones. */
  readonly headroom: number;
  /** Name of the secret with the API key; absent without one. */
  readonly apiKeySecret?: string;
  /** Regions that serve it: those that have its pool. */
  readonly regions: readonly string[];
  /** Absent without one. */
  readonly canary?: CanaryPlan;
}

export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** Another version beside a service, on the same pool and under the same name. */
export interface CanaryPlan extends ServedVersion {
  /** Per cent of the requests. */
  readonly weight: number;
  readonly replicas: ReplicaRange;
  /** Regions of the service that run it. */
  readonly regions: readonly string[];
}

/** A model of the spec, or what a training job of the spec has registered. */
export type ServedModel = { readonly model: string } | TrainedModel;

export interface TrainedModel {
  readonly training: string;
  /**
   * A run of the job, or the run that a pod finds when it starts: the one that was promoted last, or for a service that the
   * job's evaluation asks the one that is waiting for its verdict.
   */
  readonly revision: { readonly run: string } | { readonly newest: 'promoted' | 'candidate' };
}

export interface ServedAdapter {
  readonly name: string;
  readonly trained: TrainedModel;
}

/**
 * What the pods of a replica run. In texts `$(VARIABLE)` is filled in by Kubernetes from the environment; the leader and
 * the workers of a replica on several nodes differ in `args` only.
 */
export interface ServingCommand {
  readonly image: string;
  /** Absent where the image's own entry point is used. */
  readonly command?: readonly string[];
  readonly args: readonly string[];
  /** Absent for a replica on one node. */
  readonly workerArgs?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Variable that gets the API key from a secret; absent without a key. */
  readonly apiKeyVariable?: string;
  readonly port: number;
  readonly healthPath: string;
}

/** Where the container finds what the command names. */
interface ServingPaths {
  readonly model: string;
  /** LoRA adapters, each in a folder of its name. */
  readonly adapters: string;
  /** What the engine compiles, kept while the node lives. */
  readonly cache: string;
}

export interface ServingTiming {
  /** From the start of the container until the engine answers, with the weights on the node's disk. */
  readonly load: Duration;
  /** Longest answer that a stopping replica finishes. */
  readonly drain: Duration;
  /** How long a start may take before the engine is started anew. */
  readonly startupLimit: Duration;
  /** How long the load has to be low before a replica goes. */
  readonly cooldown: Duration;
}

/** Paths are the same for all services, so that a command can be read without its manifest. */
export const servingPaths: ServingPaths = { model: '/models/base', adapters: '/models/adapters', cache: '/cache' };
