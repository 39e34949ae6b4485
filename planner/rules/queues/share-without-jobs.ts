import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const shareWithoutJobs: Rule = {
  id: 'queues/share-without-jobs',
  severity: 'warning',
  summary: 'Queues share pools on which training jobs or evaluations run.',
  why: 'Kueue keeps no account of pools without jobs, so the share is not there for anybody.',
  fix: 'Remove the pool from `share`, or name it in the jobs that are meant to run there.',
  source: 'Ninefold',
  check({ project }) {
    const trained = new Set([...project.training, ...project.evaluation].flatMap(({ pool }) => pool ?? []));
    return project.queues.flatMap(({ name, share }, index) =>
      Object.keys(share).flatMap((pool): Violation[] => {
        if (trained.has(pool) || trained.size === 0) return [];
        if (!project.pools.some((candidate) => candidate.name === pool)) return [];
        return [
          {
            path: ['queues', index, 'share', pool],
            message: `${name} has a share in ${pool}, on which no training job and no evaluation runs`,
            fix: `remove ${pool} from the share, or run a job there`,
            involves: [['training'], ['evaluation']],
          },
        ];
      }),
    );
  },
};
