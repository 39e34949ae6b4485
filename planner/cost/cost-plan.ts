/** US dollars: at the least, on average, and at the most. */
export interface Usd {
  /** Every pool at its smallest size, at the lowest prices. */
  readonly min: number;
  /** With the average load that the budget assumes. */
  readonly expected: number;
  /** Every pool at its largest size all month, at the highest prices. */
  readonly max: number;
}

/** What one kind of thing costs in one region. */
export interface CostLine {
  /** AWS region, or `global`. */
  readonly region: string;
  readonly item: CostItem;
  /** Name of the pool, where it is one. */
  readonly pool?: string;
  /** How many, and of what: `2–12 × g5.12xlarge, on-demand`. */
  readonly quantity: string;
  readonly monthly: Usd;
}

export type CostItem =
  | 'nodes'
  | 'disks'
  | 'control plane'
  | 'network'
  | 'load balancer'
  | 'storage'
  | 'keys'
  | 'heartbeat'
  | 'failover';

/** Share of a pool that a service takes. */
export interface ServiceCost {
  readonly name: string;
  readonly monthly: Usd;
}

/** What a job costs as long as it runs. */
export interface JobCost {
  readonly name: string;
  readonly nodes: number;
  readonly hourly: Usd;
}

/** What an environment costs in a month, by the list prices of a day. */
export interface CostPlan {
  /** Day of the oldest price table that it rests on. */
  readonly asOf: string;
  readonly monthly: Usd;
  /** Per cent of the room between smallest and largest sizes that is used on average. */
  readonly averageLoad: number;
  readonly lines: readonly CostLine[];
  readonly services: readonly ServiceCost[];
  readonly jobs: readonly JobCost[];
  /** Instance types, and regions, whose prices nobody knows; they count as nothing, or as the dearest of the catalog. */
  readonly unknown: readonly UnknownPrice[];
  /** What is not counted, for people. */
  readonly excluded: readonly string[];
}

export type UnknownPrice =
  | { readonly kind: 'instance'; readonly pool: string; readonly instanceType: string }
  | { readonly kind: 'region'; readonly region: string };

export const nothing: Usd = { min: 0, expected: 0, max: 0 };

export function addUsd(amounts: readonly Usd[]): Usd {
  return amounts.reduce(
    (a, b) => ({ min: a.min + b.min, expected: a.expected + b.expected, max: a.max + b.max }),
    nothing,
  );
}

/** Both factors have a least, an expected and a most. */
export function timesUsd(a: Usd, b: Usd): Usd {
  return { min: a.min * b.min, expected: a.expected * b.expected, max: a.max * b.max };
}

export function evenly(amount: number): Usd {
  return { min: amount, expected: amount, max: amount };
}
