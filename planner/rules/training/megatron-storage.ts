import { lustreStorage } from '../lustre-storage';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const megatronStorage: Rule = {
  id: 'training/megatron-storage',
  severity: 'error',
  summary: 'Megatron on several nodes saves to a file system that they share.',
  why: 'All ranks write into one checkpoint, the first one its index and the last one the weights for engines: on disks of their own no node has a whole one.',
  fix: 'Set `checkpoints.storage` to lustre, or train on one node.',
  source: 'Megatron-LM, dist_checkpointing; ms-swift 4.4, mcore_bridge: weights are saved by the last rank',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      if (plan.parallel.strategy !== 'megatron' || job.nodes === 1 || job.checkpoints.storage === 'lustre') return [];
      return [
        {
          field: ['checkpoints', 'storage'],
          message: `the ${job.nodes} nodes of ${job.name} save one checkpoint together, and share no file system`,
          expected: 'lustre',
          found: job.checkpoints.storage,
          fix: `set ${lustreStorage(subject.project)}`,
        },
      ];
    });
  },
};
