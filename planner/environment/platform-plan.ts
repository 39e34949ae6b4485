import type { ChartName } from '../../catalog/charts';
import type { DispatchPlan } from './dispatch-plan';
import type { QueuePlan } from './queue-plan';
import type { Tier } from './tier';

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
