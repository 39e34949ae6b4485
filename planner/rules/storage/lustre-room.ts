import { lustreCapacityFor } from '../../../catalog/fsx-lustre';
import type { Violation } from '../../../schemas/finding';
import { bytesPerGib, formatSize, parseSize } from '../../../schemas/size';
import { checkpointBytes } from '../../training/checkpoint-bytes';
import type { Rule } from '../rule';
import { plannedJobs } from '../training/jobs';

export const lustreRoom: Rule = {
  id: 'storage/lustre-room',
  severity: 'error',
  summary: 'A Lustre file system holds the checkpoints that one run of a job keeps, and one that is being written.',
  why: 'A checkpoint of all weights takes some 14 bytes a parameter with the states of the optimizer. A file system that is full ends the run, and every other one that writes there.',
  fix: 'Raise `storage.lustre.capacity`, or lower `checkpoints.keep` of the job.',
  source:
    'ZeRO paper, section 3.1 (states of mixed precision); transformers, `Trainer._rotate_checkpoints` (after the save)',
  check(subject) {
    const { lustre } = subject.project.storage;
    if (lustre === undefined) return [];
    const { gib } = parseSize(lustre.capacity);
    return plannedJobs(subject).flatMap(({ plan, index, model }): Violation[] => {
      const { keep, storage } = plan.checkpoints;
      if (plan.tuner !== 'full' || storage !== 'lustre' || model === undefined) return [];
      const needed = Math.ceil(((keep + 1) * checkpointBytes(plan, model).total) / bytesPerGib);
      if (needed <= gib) return [];
      return [
        {
          path: ['storage', 'lustre', 'capacity'],
          message: `${keep + 1} checkpoints of ${plan.name} take ${needed} GiB, and the file system has ${gib}`,
          expected: `${formatSize({ gib: lustreCapacityFor(needed) })} or more`,
          found: lustre.capacity,
          fix: `set capacity to ${formatSize({ gib: lustreCapacityFor(needed) })}, or lower keep of ${plan.name}`,
          involves: [['training', index, 'checkpoints']],
        },
      ];
    });
  },
};
