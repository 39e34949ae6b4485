import type { Violation } from '../../../schemas/finding';
import { poolRegions } from '../../resolve/pools';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const lustreUnused: Rule = {
  id: 'storage/lustre-unused',
  severity: 'warning',
  summary: 'A Lustre file system is in a region where training runs.',
  why: 'A file system is billed by its capacity, used or not, and its data does not leave the region.',
  fix: 'Remove the region from `storage.lustre.regions`, or put a training pool there.',
  source: 'Amazon FSx for Lustre pricing',
  check({ project }) {
    const { lustre } = project.storage;
    if (lustre === undefined) return [];
    if (project.training.length === 0) {
      return [
        {
          path: ['storage', 'lustre'],
          at: 'key',
          message: 'the project has a Lustre file system and no training job',
          fix: 'remove storage.lustre, or add a job',
        },
      ];
    }
    // Where a job's pool is unknown, so are its regions.
    if (project.training.some((job) => findPool(project, job.pool) === undefined)) return [];
    const used = new Set(project.training.flatMap((job) => poolRegions(project, job.pool)));
    const known = project.regions.map((region) => region.name);
    return (lustre.regions ?? []).flatMap((region, index): Violation[] => {
      if (used.has(region) || !known.includes(region)) return [];
      return [
        {
          path: ['storage', 'lustre', 'regions', index],
          message: `no job trains in ${region}`,
          expected: used.size > 0 ? `one of ${[...used].join(', ')}` : 'a region with a training pool',
          found: region,
          fix: `remove ${region}, or put a training pool there`,
        },
      ];
    });
  },
};
