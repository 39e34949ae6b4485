import type { Violation } from '../../../schemas/finding';
import { formatSize, parseSize } from '../../../schemas/size';
import type { Rule } from '../rule';

/** Size of the snapshot behind the AL2023 images of EKS. Source: awslabs/amazon-eks-ami PR 1581, 2024-01. */
export const smallestDiskGib = 20;

export const diskSize: Rule = {
  id: 'compute/disk-size',
  severity: 'error',
  summary: 'A root volume is a whole number of GiB, and at least 20GiB.',
  why: 'EC2 refuses a fraction of a GiB, and a volume that is smaller than the snapshot of the node image.',
  fix: 'Write a whole number of GiB, for example 200GiB.',
  source: 'Amazon EC2 API Reference, "EbsBlockDevice" (VolumeSize); amazon-eks-ami, AL2023 images of 20 GiB',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const { gib } = parseSize(pool.disk);
      if (Number.isInteger(gib) && gib >= smallestDiskGib) return [];
      const nearest = formatSize({ gib: Math.max(smallestDiskGib, Math.ceil(gib)) });
      return [
        {
          path: ['pools', index, 'disk'],
          message:
            gib < smallestDiskGib
              ? `the node image does not fit into ${pool.disk}`
              : `${pool.disk} is ${gib} GiB, and a volume has whole ones`,
          expected: `a whole number of GiB from ${formatSize({ gib: smallestDiskGib })}`,
          found: pool.disk,
          fix: `write ${nearest}`,
        },
      ];
    });
  },
};
