import type { Violation } from '../../../schemas/finding';
import type { TrainingJob } from '../../../schemas/project';
import { poolRegions } from '../../resolve/pools';
import { firstLustre } from '../lustre-storage';
import type { Rule } from '../rule';

export const lustreCheckpoints: Rule = {
  id: 'storage/lustre-checkpoints',
  severity: 'error',
  summary: 'A job that writes checkpoints to Lustre has a file system in every region of its pool.',
  why: 'The pods of the job mount the file system. Where there is none, they never start.',
  fix: 'Add `storage.lustre` for those regions, or write checkpoints to S3.',
  source: 'Amazon FSx for Lustre CSI driver (a claim needs an existing file system in the zone)',
  check({ project }) {
    const { lustre } = project.storage;
    return project.training.flatMap((job, index): Violation[] => {
      if (job.checkpoints.storage !== 'lustre') return [];
      const without = poolRegions(project, job.pool).filter((region) => {
        // Without a list, the file system is wherever training is.
        return lustre === undefined || !(lustre.regions?.includes(region) ?? true);
      });
      if (without.length === 0) return [];
      return [
        {
          path: ['training', index, 'checkpoints', 'storage'],
          message:
            lustre === undefined
              ? `${job.name} writes checkpoints to Lustre, and the project has no file system`
              : `${job.name} writes checkpoints to Lustre, and ${without.join(', ')} has no file system`,
          found: 'lustre',
          fix: [
            lustre === undefined ? `add ${firstLustre}` : `add ${without.join(', ')} to storage.lustre.regions`,
            ...(needsSharedFiles(job) ? [] : ['or set storage: s3 here']),
          ].join(', '),
          involves: [
            ['training', index, 'pool'],
            ['storage', 'lustre', 'regions'],
          ],
        },
      ];
    });
  },
};

/** `training/megatron-storage` refuses S3 there. */
function needsSharedFiles({ nodes, parallelism }: TrainingJob): boolean {
  return nodes > 1 && typeof parallelism === 'object' && parallelism.strategy === 'megatron';
}
