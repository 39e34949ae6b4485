import type { ServiceLevel } from '../../catalog/slas';
import type { Duration } from '../../schemas/duration';
import type { DnsPlan } from './dns-plan';
import type { EvaluationPlan } from './evaluation-plan';
import type { InferencePlan } from './inference-plan';
import type { ModelPlan } from './model-plan';
import type { MonitoringPlan } from './monitoring-plan';
import type { RegionPlan } from './region-plan';
import type { Tier } from './tier';
import type { TrainingPlan } from './training-plan';

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
  readonly evaluation: readonly EvaluationPlan[];
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

/** Container images of the project, kept in the primary region and copied to the others. */
export interface RegistryPlan {
  readonly repositories: readonly string[];
  readonly replicaRegions: readonly string[];
}

export interface ModulePlan {
  readonly name: string;
  readonly tier: Tier;
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
