import type { Rule } from '../rule';
import { queuedJobs } from './queued-jobs';

export const dispatchMerge: Rule = {
  id: 'queues/dispatch-merge',
  severity: 'warning',
  summary: 'Adapters of a job that is sent to other regions are merged by somebody.',
  why: 'The merge of adapters into the weights is a job that follows a run in its own region, and nothing follows a run that was sent: its result is the adapters alone.',
  fix: 'Let the job wait in a queue without `dispatch`, or merge the adapters by `swift export --merge_lora true`, and suppress this.',
  source: 'Ninefold: runs are sent, and nothing else',
  check({ project }) {
    return queuedJobs(project)
      .filter(({ job, queue }) => queue.dispatch && job.tuner !== 'full')
      .map(({ job, index, queue, queueIndex }) => ({
        path: ['training', index, 'tuner'],
        message: `nothing merges the adapters of ${job.name}, which is sent to other regions, into the weights`,
        expected: 'tuner full, or a queue without dispatch',
        found: `${job.tuner} in ${queue.name}, which dispatches`,
        fix: `let ${job.name} wait in a queue without dispatch, or merge its adapters yourself`,
        involves: [
          ['training', index, 'queue'],
          ['queues', queueIndex, 'dispatch'],
        ],
      }));
  },
};
