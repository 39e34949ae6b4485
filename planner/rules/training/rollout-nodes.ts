import { findPool } from '../pools';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rolloutNodes: Rule = {
  id: 'training/rollout-nodes',
  severity: 'error',
  summary: 'A pool has a node for the server of answers as well.',
  why: 'The trainer waits for a server that is never started, and its GPUs are paid for meanwhile.',
  fix: 'Raise `nodes.max` of the pool, lower `nodes`, or use `rollout.mode: colocate`.',
  source: 'Ninefold: the server is one more node of the pool',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      if (plan.rollout === undefined) return [];
      const pool = findPool(subject.project, job.pool)?.pool;
      if (pool === undefined || pool.nodes.max > job.nodes) return [];
      return [
        {
          field: ['rollout', 'mode'],
          message: `${job.name} needs ${job.nodes} nodes and one for its server, and ${job.pool} has at most ${pool.nodes.max}`,
          expected: `nodes.max of at least ${job.nodes + 1}`,
          found: String(pool.nodes.max),
          fix: `set nodes.max of ${job.pool} to ${job.nodes + 1}`,
        },
      ];
    });
  },
};
