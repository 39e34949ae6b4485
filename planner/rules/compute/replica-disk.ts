import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { heldWeights } from './held-weights';
import { diskFor, imagesGib, nodeDisk } from './node-disk';

export const replicaDisk: Rule = {
  id: 'compute/replica-disk',
  severity: 'warning',
  summary: 'The disk of a node holds the weights of as many replicas as its GPUs can run.',
  why: 'Each replica has a copy of its weights on the disk of its node. Where the disk is full before the GPUs are taken, the next replica goes to another node: GPUs stay idle and are paid for, and the pool has room for fewer replicas than its GPUs suggest.',
  fix: 'Take instance types with larger local disks or fewer GPUs, or raise `disk` where there are none.',
  source: 'Kubernetes documentation, "Local ephemeral storage" (what pods request is summed for a node)',
  check(subject) {
    return heldWeights(subject).flatMap(({ path, name, pool, poolIndex, gib, gpus, pods }): Violation[] => {
      const disk = nodeDisk(pool);
      const byGpus = gpus === 0 ? 0 : Math.min(pods, Math.floor((pool.accelerator?.count ?? 0) / gpus));
      const byDisk = Math.floor((disk.usableGib - imagesGib(1)) / gib);
      // Not even one is the finding of compute/weights-disk.
      if (byDisk < 1 || byDisk >= byGpus) return [];
      const needed = Math.ceil(byGpus * gib + imagesGib(1));
      return [
        {
          path,
          message: `the GPUs of a node of ${pool.name} run ${byGpus} replicas of ${name}, and its ${disk.text} hold the weights of ${byDisk}`,
          expected: `${needed} GiB, with image and system`,
          found: `${disk.usableGib} GiB`,
          fix:
            disk.setting === 'disk'
              ? `set pools[${poolIndex}].disk to ${diskFor(needed)}GiB or more`
              : 'take instance types with larger local disks, or with fewer GPUs',
          involves: [['pools', poolIndex, disk.setting]],
        },
      ];
    });
  },
};
