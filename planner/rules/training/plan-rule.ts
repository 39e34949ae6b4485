import type { Violation } from '../../../schemas/finding';
import type { ParallelPlan } from '../../fit/parallel-plan';
import { fixedPlan } from '../../resolve/training';
import type { Subject } from '../rule';
import { involved, type PlannedJob, plannedJobs } from './jobs';

/** What is wrong with a plan that the spec fixes. */
export interface PlanProblem {
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  /** Below `parallelism`, where that is a map. */
  readonly key?: 'strategy' | 'tensor' | 'pipeline' | 'context' | 'expert' | 'offload';
}

/** Judges every job whose plan is fixed; what the planner chooses itself is right already. */
export function checkPlans(
  subject: Subject,
  problemOf: (planned: PlannedJob, plan: ParallelPlan, gpus: number) => PlanProblem | undefined,
): Violation[] {
  return plannedJobs(subject).flatMap((planned): Violation[] => {
    const gpus = planned.job.nodes * (planned.node?.count ?? 0);
    const plan = fixedPlan(planned.job, Math.max(1, gpus));
    const problem = plan && problemOf(planned, plan, gpus);
    if (problem === undefined) return [];
    const { key, ...violation } = problem;
    const isMap = typeof planned.job.parallelism === 'object';
    const path = ['training', planned.index, 'parallelism', ...(isMap && key !== undefined ? [key] : [])];
    return [{ ...violation, path, involves: involved(subject, planned) }];
  });
}
