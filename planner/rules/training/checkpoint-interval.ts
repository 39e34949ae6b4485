import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

/** Work that may be lost with a node, in hours. */
const longest = 4;

export const checkpointInterval: Rule = {
  id: 'training/checkpoint-interval',
  severity: 'warning',
  summary: 'A job saves a checkpoint at least every four hours.',
  why: 'A job whose node is lost, or whose place another one takes, goes on from its last checkpoint: all nodes compute again what came after it, and without one they start from the beginning.',
  fix: 'Lower `checkpoints.everySteps`.',
  source: 'Ninefold: the estimate of a step; Kueue documentation, "Preemption"',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const { everySteps } = plan.checkpoints;
      const { maxSteps = everySteps } = plan.hyperparameters;
      const stepSeconds = plan.fit?.speed.stepSeconds;
      const most = Math.floor((longest * 3600) / (stepSeconds ?? 1));
      // A step that takes hours is no matter of how often is saved.
      if (stepSeconds === undefined || most < 1 || Math.min(everySteps, maxSteps) <= most) return [];
      const hours = (Math.min(everySteps, maxSteps) * stepSeconds) / 3600;
      return [
        {
          field: ['checkpoints', 'everySteps'],
          message: `${job.name} computes for some ${hours.toFixed(0)} hours before it saves`,
          expected: `at most ${most} steps`,
          found: String(everySteps),
          fix: `set everySteps to ${most}`,
        },
      ];
    });
  },
};
