import type { Judgement } from '../impact';
import type { ValueChange } from '../values/compare-values';

export type ResourceAction = 'create' | 'update' | 'replace' | 'delete' | 'move';

/** What Terraform will probably do to one resource. */
export interface ResourceChange extends Judgement {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** Path of its construct within the stack. */
  readonly path: string;
  readonly action: ResourceAction;
  /** Whether the new one is there before the old one goes. */
  readonly createFirst?: true;
  /** Address before, of one that has moved. */
  readonly from?: string;
  /** What differs in its configuration. */
  readonly changes: readonly ValueChange[];
  /** Attributes that make the replacement necessary. */
  readonly forcedBy: readonly string[];
  /** Objects whose change leads to this one, in words. */
  readonly follows: readonly string[];
}

/** What happens to a stack as a whole. */
export interface StackChange extends Judgement {
  readonly stack: string;
  readonly action: 'add' | 'remove' | 'change';
  readonly resources: number;
}
