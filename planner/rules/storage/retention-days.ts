import { parseDuration } from '../../../schemas/duration';
import type { Rule } from '../rule';

export const retentionDays: Rule = {
  id: 'storage/retention-days',
  severity: 'error',
  summary: 'Checkpoints are kept for whole days, at least one.',
  why: 'S3 expires objects by the day and refuses a lifecycle rule of 0 days or of a fraction.',
  fix: 'Write whole days, for example 30d.',
  source: 'Amazon S3 API Reference, "LifecycleExpiration" (Days: a non-zero positive integer)',
  check({ project }) {
    const retention = project.storage.checkpointRetention;
    const days = parseDuration(retention).seconds / 86_400;
    if (Number.isInteger(days) && days >= 1) return [];
    return [
      {
        path: ['storage', 'checkpointRetention'],
        message: days < 1 ? `${retention} is less than a day` : `${retention} is no whole number of days`,
        expected: '1d or more, in whole days',
        found: retention,
        fix: `write ${Math.max(1, Math.ceil(days))}d`,
      },
    ];
  },
};
