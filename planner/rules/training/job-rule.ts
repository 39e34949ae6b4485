import type { Violation } from '../../../schemas/finding';
import { type PlacedProblem, violationsAt } from '../placed-problem';
import type { Subject } from '../rule';
import { involved, type PlannedJob, plannedJobs } from './jobs';

/** Judges every job. */
export function checkJobs(
  subject: Subject,
  problemsOf: (planned: PlannedJob) => readonly PlacedProblem[],
): Violation[] {
  return plannedJobs(subject).flatMap((planned) =>
    violationsAt(['training', planned.index], involved(subject, planned), problemsOf(planned)),
  );
}
