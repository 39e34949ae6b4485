import type { Path, Violation } from '../../schemas/finding';

/** What is wrong with one field of a job or a service. */
export interface PlacedProblem {
  /** Below the job or the service. */
  readonly field: Path;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix: string;
}

/**
 * Problems of the job or the service at a place of the spec.
 *
 * @param involves what they are judged by besides
 */
export function violationsAt(place: Path, involves: readonly Path[], problems: readonly PlacedProblem[]): Violation[] {
  return problems.map(({ field, ...violation }) => ({ ...violation, path: [...place, ...field], involves }));
}
