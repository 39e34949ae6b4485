import type { Action } from './steps';
import type { Diagnostic } from './terraform/diagnostic';
import type { StateLock } from './terraform/state-lock';
import type { Changes, PlannedChange } from './terraform/terraform-message';

/** What Terraform is doing in a stack; `approval` waits for an answer. */
export type Phase = 'init' | 'plan' | 'approval' | 'apply';

/** What Terraform is about to do in one stack. */
export interface StackPlan {
  readonly stack: string;
  readonly action: Action;
  readonly changes: Changes;
  readonly resources: readonly PlannedChange[];
}

/** Why a stack was not touched. */
export type NotStarted =
  /** A stack that has to be done before was not. */
  | { readonly reason: 'dependency'; readonly stack: string }
  | { readonly reason: 'interrupted' }
  /** Somebody was asked and said no. */
  | { readonly reason: 'declined' };

export interface Failure {
  readonly phase: Phase;
  readonly diagnostics: readonly Diagnostic[];
  /** What to do about it, beside running again. */
  readonly advice: readonly string[];
  /** Who holds the state's lock, if that is the reason and Terraform could tell. */
  readonly lock?: StateLock;
  /** What Terraform wrote. */
  readonly log?: string;
}

/** How one stack ended. */
export interface StackResult {
  readonly stack: string;
  readonly action: Action;
  readonly outcome: 'done' | 'unchanged' | 'failed' | 'interrupted' | 'not-started';
  /** Operations on objects that were completed, of those that were planned. */
  readonly done: number;
  readonly total: number;
  readonly elapsedSeconds: number;
  /** Objects that Terraform was working on when it stopped. */
  readonly unfinished: readonly string[];
  readonly failure?: Failure;
  readonly because?: NotStarted;
}

export interface RunSummary {
  readonly results: readonly StackResult[];
  readonly interrupted: boolean;
  readonly elapsedSeconds: number;
}

/** What happens during a run. In the JSON stream, each event is one line and has the time in addition. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly parallelism: number;
      readonly stacks: readonly {
        readonly stack: string;
        readonly action: Action;
        readonly after: readonly string[];
      }[];
    }
  | { readonly type: 'stack-started'; readonly stack: string; readonly action: Action; readonly phase: Phase }
  /** Objects that an earlier run made without recording them; the plan that follows takes them over. */
  | {
      readonly type: 'stack-adopting';
      readonly stack: string;
      readonly objects: readonly { readonly address: string; readonly id: string }[];
    }
  | ({ readonly type: 'stack-planned' } & StackPlan)
  | {
      readonly type: 'resource-started' | 'resource-finished' | 'resource-failed';
      readonly stack: string;
      readonly address: string;
      readonly action: string;
    }
  | {
      readonly type: 'stack-progress';
      readonly stack: string;
      readonly done: number;
      readonly total: number;
      /** What Terraform works on now; the longest first. */
      readonly addresses: readonly string[];
      readonly elapsedSeconds: number;
    }
  | { readonly type: 'stack-warning'; readonly stack: string; readonly diagnostic: Diagnostic }
  | {
      readonly type: 'stack-locked';
      readonly stack: string;
      readonly lock?: StateLock;
      readonly advice: readonly string[];
    }
  | ({ readonly type: 'stack-finished' } & StackResult)
  | ({ readonly type: 'stack-failed' } & StackResult)
  | ({ readonly type: 'stack-interrupted' } & StackResult)
  | ({ readonly type: 'stack-not-started' } & StackResult)
  /** Nothing new is started; the stacks named are waited for. */
  | { readonly type: 'run-interrupted'; readonly waitingFor: readonly string[] }
  | ({ readonly type: 'run-finished' } & RunSummary);
