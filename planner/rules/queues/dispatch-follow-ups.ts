import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { jobReferences } from '../structure/references';
import { queuedJobs } from './queued-jobs';

export const dispatchFollowUps: Rule = {
  id: 'queues/dispatch-follow-ups',
  severity: 'error',
  summary: 'Nothing follows a job that is sent to other regions by itself.',
  why: 'Evaluation, export and registration read the checkpoints of a run in its region, and the cluster that has sent it is in another one. They would never start, and what waits for the result would wait for ever.',
  fix: 'Let the job wait in a queue without `dispatch`, or remove what follows it.',
  source: 'Ninefold: runs are sent, and nothing else',
  check({ project }) {
    return queuedJobs(project).flatMap(({ job, index, queue, queueIndex }): Violation[] => {
      if (!queue.dispatch) return [];
      const involves = [
        ['training', index, 'queue'],
        ['queues', queueIndex, 'dispatch'],
      ];
      const fix = `let ${job.name} wait in a queue without dispatch, or remove this`;
      const steps = (['evaluate', 'export'] as const).filter((step) => job[step] !== undefined);
      return [
        ...steps.map((step) => ({
          path: ['training', index, step],
          message: `${job.name} is sent to other regions, where no ${step === 'export' ? 'export' : 'evaluation'} follows it`,
          expected: `no ${step}, or a queue without dispatch`,
          found: `${queue.name}, which dispatches`,
          fix,
          involves,
        })),
        ...jobReferences(project)
          .filter(({ name }) => name === job.name)
          .map(({ path }) => ({
            path,
            message: `the result of ${job.name}, which is sent to other regions, is registered in none`,
            expected: 'a job in a queue without dispatch',
            found: job.name,
            fix,
            involves,
          })),
      ];
    });
  },
};
