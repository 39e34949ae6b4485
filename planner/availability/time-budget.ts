import type { Path } from '../../schemas/finding';

/** What can fail, from small to large. */
export const failureClasses = ['process', 'hang', 'gpu', 'node', 'zone', 'region'] as const;

export type FailureClass = (typeof failureClasses)[number];

/** Steps from a failure to its end, in order. */
export const phases = ['detect', 'decide', 'switch', 'propagate', 'warm'] as const;

export type Phase = (typeof phases)[number];

/** A length of time in seconds; infinite where nothing ends it. */
export interface Span {
  readonly typical: number;
  readonly worst: number;
}

/** One step of a time budget, with the setting that it follows from. */
export interface Term extends Span {
  readonly phase: Phase;
  readonly what: string;
  /** The setting with its value, such as `dns.ttl 60s`. */
  readonly setting: string;
  /** Where the setting is in the spec; absent where Ninefold or AWS has fixed it. */
  readonly path?: Path;
}

/** From a failure to its alert, and to the end of what users notice. */
export interface TimeBudget {
  readonly failure: FailureClass;
  /** Region that fails, or in which something fails. */
  readonly region: string;
  /** Service whose users notice it. */
  readonly service: string;
  readonly alert: readonly Term[];
  readonly recovery: readonly Term[];
}

export function total(terms: readonly Span[]): Span {
  return {
    typical: terms.reduce((sum, term) => sum + term.typical, 0),
    worst: terms.reduce((sum, term) => sum + term.worst, 0),
  };
}

/** The largest term at worst, one that the spec can change before one that it cannot. */
export function bindingTerm(terms: readonly Term[]): Term | undefined {
  const changeable = terms.filter((term) => term.path !== undefined && term.worst > 0);
  const candidates = changeable.length > 0 ? changeable : terms;
  return candidates.reduce<Term | undefined>(
    (largest, term) => (largest === undefined || term.worst > largest.worst ? term : largest),
    undefined,
  );
}
