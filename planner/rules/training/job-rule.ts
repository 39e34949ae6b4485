import type { Path, Violation } from '../../../schemas/finding';
import type { Subject } from '../rule';
import { involved, type PlannedJob, plannedJobs } from './jobs';

/** What is wrong with one field of a job. */
export interface JobProblem {
  /** Below the job. */
  readonly field: Path;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix: string;
}

/** Judges every job. */
export function checkJobs(subject: Subject, problemsOf: (planned: PlannedJob) => readonly JobProblem[]): Violation[] {
  return plannedJobs(subject).flatMap((planned) =>
    problemsOf(planned).map(({ field, ...violation }) => {
      return { ...violation, path: ['training', planned.index, ...field], involves: involved(planned.index) };
    }),
  );
}
