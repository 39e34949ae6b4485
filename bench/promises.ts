/** A figure that Ninefold promises, and what came of it. */
export interface Promised {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: string;
  readonly kept: boolean;
}

export function atMost(what: string, value: number, limit: number, unit: string): Promised {
  return { what, value, unit, limit: `at most ${limit}${unit}`, kept: value <= limit };
}

export function atLeast(what: string, value: number, limit: number, unit: string): Promised {
  return { what, value, unit, limit: `at least ${limit}${unit}`, kept: value >= limit };
}
