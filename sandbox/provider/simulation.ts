import type { ApiError } from '../cloud/api-error';
import type { Values } from '../protocol/value';

/** A complaint about a configuration; `attribute` is the top-level attribute or block that it is about. */
export interface Complaint {
  readonly attribute?: string;
  readonly summary: string;
  readonly detail: string;
}

/** What Terraform shall record, and why the object is of no use if it is of none. */
export interface Applied {
  readonly values: Values;
  readonly failure?: ApiError;
}

/**
 * What the services behind one configured provider do. Values are complete by the schema. Whatever the services refuse
 * is thrown as ApiError.
 */
export interface Simulation {
  /** What the provider itself refuses, without asking the services. */
  validate(type: string, config: Values): Complaint[];
  /** Adds what the provider knows in advance to a plan, and says which attributes force a replacement. */
  plan(type: string, prior: Values | null, planned: Values, config: Values): { planned: Values; replacedBy: string[] };
  create(type: string, planned: Values): Promise<Applied>;
  /** Null when the object is gone. */
  read(type: string, values: Values): Promise<Values | null>;
  update(type: string, prior: Values, planned: Values): Promise<Applied>;
  remove(type: string, prior: Values): Promise<void>;
  importObject(type: string, id: string): Promise<Values>;
  readData(type: string, config: Values): Promise<Values>;
  /** Computed attributes that every change of an object makes unknown. */
  recomputed(type: string): readonly string[];
}
