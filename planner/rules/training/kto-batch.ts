import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const ktoBatch: Rule = {
  id: 'training/kto-batch',
  severity: 'error',
  summary: 'A step of KTO has more than one sample.',
  why: 'KTO estimates its reference point from the other samples of a batch. With one there is none, and ms-swift stops.',
  fix: 'Raise `batchSize` or `gradientAccumulation`, or use more GPUs.',
  source: 'ms-swift 4.5, rlhf_args.py: kto needs more than one sample in a batch',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      const { batchSize, gradientAccumulation } = job.hyperparameters;
      const gpus = job.nodes * (node?.count ?? 0);
      if (job.method !== 'kto' || gpus === 0 || batchSize * gradientAccumulation * gpus > 1) return [];
      return [
        {
          field: ['hyperparameters', 'gradientAccumulation'],
          message: `a step of ${job.name} has one sample, and kto compares samples`,
          expected: 'batchSize × gradientAccumulation × GPUs above 1',
          found: '1',
          fix: 'set gradientAccumulation to 16',
        },
      ];
    });
  },
};
