import { datasetsOf } from '../../resolve/datasets';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const secretUnused: Rule = {
  id: 'training/secret-unused',
  severity: 'warning',
  summary: 'A job names a token only for data from a hub.',
  why: 'The token reaches no pod: data in buckets is read by the role of the job, and a model has its own `models[].secret`. Whoever expected it to open something finds out when the job starts.',
  fix: 'Remove it, or move it to the model that is gated.',
  source: 'Ninefold: training.secret',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { training, validation, calibration } = datasetsOf(job);
      const all = [...training, ...validation, ...calibration];
      // What has no scheme may be meant for a hub; another rule reports it.
      const named = job.dataset.length + (job.validation?.dataset?.length ?? 0) + (job.export?.dataset?.length ?? 0);
      if (job.secret === undefined || all.length < named || all.some(({ hub }) => hub !== 's3')) return [];
      return [
        {
          field: ['secret'],
          message: `all data of ${job.name} lies in buckets, which need no token`,
          expected: 'data from Hugging Face or ModelScope, or no secret',
          found: job.secret,
          fix: `remove secret from ${job.name}; the token of a gated model belongs to models[].secret`,
        },
      ];
    });
  },
};
