import { helperImages } from '../../../catalog/images';
import type { Violation } from '../../../schemas/finding';
import { formatSize, parseSize } from '../../../schemas/size';
import { planOf, typesOf } from '../pools';
import type { Rule } from '../rule';
import { smallestDiskGib } from './disk-size';
import { diskFor, imagesGib, toGib } from './node-disk';

export const rootVolume: Rule = {
  id: 'compute/root-volume',
  severity: 'warning',
  summary: 'The disk that holds images has room for all of its pool, and for a new version of one beside them.',
  why: 'Nodes hold the images of all services and jobs of their pool. Those of engines and trainers unpack to 25 GB and more each, and at 85 % the kubelet starts to evict pods: a new version is pulled beside the old one, the disk fills up, and the replicas go.',
  fix: 'Set `disk` to what is expected, where images lie on the root volume: the default of 200GiB is enough for three. Where they lie on local NVMe, take larger instances, or give services and jobs pools of their own.',
  source:
    'vllm-project/vllm issue 17163 (image fills 50 GB nodes); Kubernetes documentation, "Node-pressure Eviction" (imagefs.available < 15 %)',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const disk = parseSize(pool.disk);
      // Below the smallest volume the node does not even start: compute/disk-size.
      if (disk.gib < smallestDiskGib) return [];
      const images = planOf(environment, pool)?.images.filter((image) => image !== helperImages.awsCli) ?? [];
      const needed = comfortableGib(images.length);
      const held = images.length > 1 ? `${images.length} large images of its pool` : 'images and scratch data';
      const nodes = typesOf(pool)?.filter(({ accelerator }) => accelerator !== undefined) ?? [];
      const onRoot = nodes.find(({ nvmeGB }) => nvmeGB === 0);
      if (onRoot !== undefined && disk.gib < needed) {
        return [
          {
            path: ['pools', index, 'disk'],
            message: `${onRoot.name} keeps ${held} on a root volume of ${pool.disk}`,
            expected: `${formatSize({ gib: needed })} or more`,
            found: pool.disk,
            fix: `set disk to ${formatSize({ gib: needed })} or more`,
            involves: [['pools', index, 'instanceTypes'], ['inference'], ['training']],
          },
        ];
      }
      const onNvme = nodes.find(({ nvmeGB }) => nvmeGB > 0 && toGib(nvmeGB) < needed);
      if (onNvme === undefined) return [];
      return [
        {
          path: ['pools', index, 'instanceTypes'],
          message: `${onNvme.name} keeps ${held} on local disks of ${onNvme.nvmeGB} GB`,
          expected: `${formatSize({ gib: needed })} or more`,
          found: `${Math.floor(toGib(onNvme.nvmeGB))} GiB`,
          fix: 'take larger instances, or give the services and jobs of the pool pools of their own',
          involves: [['inference'], ['training']],
        },
      ];
    });
  },
};

/** One image more than there are, while one of them is updated; in steps of 10 GiB. */
function comfortableGib(images: number): number {
  return diskFor(imagesGib(Math.max(1, images) + 1));
}
