import { median } from './measure';
import type { Figures, SpeedPromise } from './promises';

/** A promise and what came of it. */
export interface Result extends SpeedPromise {
  /** Of the rounds; it is what counts. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
  readonly kept: boolean;
}

export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Undefined where there is none: only the sandbox is measured with it. */
  readonly terraform?: string;
}

/** What `--json` writes. */
export interface BenchReport {
  /** When the measurement ended, ISO 8601. */
  readonly date: string;
  readonly machine: Machine;
  readonly results: readonly Result[];
}

/**
 * Holds the figures of a group against its promises.
 *
 * @throws Error if a promise has no figure: something that is not measured is not kept
 */
export function judge(promises: readonly SpeedPromise[], figures: Figures): Result[] {
  return promises.map((promise) => {
    const rounds = new Map<string, readonly number[]>(Object.entries(figures)).get(promise.id) ?? [];
    if (rounds.length === 0 || rounds.some(Number.isNaN)) throw new Error(`${promise.id} was not measured`);
    const middle = median(rounds);
    const { bound } = promise;
    return {
      ...promise,
      median: middle,
      min: Math.min(...rounds),
      max: Math.max(...rounds),
      rounds: rounds.length,
      kept: 'atMost' in bound ? middle <= bound.atMost : middle >= bound.atLeast,
    };
  });
}
