import { bytesPerGib } from '../../../schemas/size';
import { checkpointBytes } from '../../training/checkpoint-bytes';
import { heldWeights } from '../compute/held-weights';
import { imagesGib, nodeDisk } from '../compute/node-disk';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const checkpointDisk: Rule = {
  id: 'training/checkpoint-disk',
  severity: 'error',
  summary: 'The disk of a node holds the checkpoints that a full training keeps, and one that is being written.',
  why: 'A checkpoint of all weights takes some 14 bytes a parameter with the states of the optimizer. The oldest one is deleted after the next is there; when the disk is full before, the pod is evicted and the steps since the last upload are lost, each time anew.',
  fix: 'Lower `checkpoints.keep`, use more nodes or larger local disks, or keep checkpoints on Lustre.',
  source:
    'ZeRO paper, section 3.1 (states of mixed precision); transformers, `Trainer._rotate_checkpoints` (after the save); Kubernetes documentation, "Node-pressure Eviction"',
  check(subject) {
    const weights = heldWeights(subject);
    return checkJobs(subject, ({ job, index, plan, model }) => {
      const held = weights.find(({ path }) => path[0] === 'training' && path[1] === index);
      if (job.tuner !== 'full' || job.checkpoints.storage !== 's3' || held === undefined || model === undefined)
        return [];
      const { keep } = plan.checkpoints;
      const each = checkpointBytes(plan, model).onNode / bytesPerGib;
      const disk = nodeDisk(held.pool);
      const room = disk.usableGib - imagesGib(1) - held.gib;
      const most = Math.floor(room / each) - 1;
      // Without room for the weights the job does not even start: compute/weights-disk.
      if (room < 0 || keep <= most) return [];
      return [
        {
          field: ['checkpoints', 'keep'],
          message: `${keep + 1} checkpoints of ${job.name} take ${Math.ceil((keep + 1) * each)} GiB of a node, and beside weights, image and system there are ${Math.floor(room)} of its ${disk.text}`,
          expected: `at most ${Math.floor(room)} GiB`,
          found: `${Math.ceil((keep + 1) * each)} GiB`,
          fix: `${most >= 2 ? `lower keep to ${most}, or ` : ''}set checkpoints.storage to lustre, or take larger local disks`,
        },
      ];
    });
  },
};
