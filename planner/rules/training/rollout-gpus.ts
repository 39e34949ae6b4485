import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rolloutGpus: Rule = {
  id: 'training/rollout-gpus',
  severity: 'error',
  summary: 'A server of answers fits a node and its degree of tensor parallelism.',
  why: 'The program ms-swift starts copies of whole groups of GPUs on one node; anything else stops it.',
  fix: 'Set `rollout.gpus` to a multiple of `rollout.tensor` within a node.',
  source: 'ms-swift 4.4, deploy_args.py: RolloutArguments._check_device_count',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      const { mode, gpus, tensor } = job.rollout;
      if (job.method !== 'grpo' && job.method !== 'gkd') return [];
      const there = node?.count;
      if (there === undefined) return [];
      const used = mode === 'server' ? (gpus ?? there) : there;
      const whole = mode === 'server' ? used : there * job.nodes;
      if (used <= there && tensor <= there && whole % tensor === 0) return [];
      return [
        {
          field: ['rollout', ...(mode === 'server' && gpus !== undefined ? ['gpus'] : [])],
          message: `answers need ${mode === 'server' ? `${used} GPUs` : 'groups'} by ${tensor}, and a node has ${there} GPUs`,
          expected: `at most ${there} GPUs, a multiple of ${tensor}`,
          found: String(used),
          fix: `set rollout.tensor to a divisor of ${there}`,
        },
      ];
    });
  },
};
