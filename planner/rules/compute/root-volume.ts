import type { Violation } from '../../../schemas/finding';
import { formatSize, parseSize } from '../../../schemas/size';
import { typesOf } from '../pools';
import type { Rule } from '../rule';
import { smallestDiskGib } from './disk-size';

/**
 * An engine's image takes some 9 GB packed and 25 GB unpacked, and containerd keeps both: 35 GB. During an update the
 * old and the new one are there, 70 GB; with the system and the 15 % at which the kubelet evicts pods, 100 GiB.
 */
const comfortableGib = 100;

export const rootVolume: Rule = {
  id: 'compute/root-volume',
  severity: 'warning',
  summary: 'A node without local NVMe has a root volume of 100 GiB or more.',
  why: 'On such nodes container images and scratch data live on the root volume. Engine and training images unpack to 25 GB and more each, and at 85 % the kubelet starts to evict pods: a new version is pulled beside the old one, the volume fills up, and the replicas go.',
  fix: 'Set `disk` to 100GiB or more; the default of 200GiB has room for training output as well.',
  source:
    'vllm-project/vllm issue 17163 (image fills 50 GB nodes); Kubernetes documentation, "Node-pressure Eviction" (imagefs.available < 15 %)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const disk = parseSize(pool.disk);
      const type = typesOf(pool)?.find(({ accelerator, nvmeGB }) => accelerator !== undefined && nvmeGB === 0);
      // Below the smallest volume the node does not even start: compute/disk-size.
      if (type === undefined || disk.gib < smallestDiskGib || disk.gib >= comfortableGib) return [];
      return [
        {
          path: ['pools', index, 'disk'],
          message: `images and scratch data of ${type.name} live on a root volume of ${pool.disk}`,
          expected: `${formatSize({ gib: comfortableGib })} or more`,
          found: pool.disk,
          fix: `set disk to ${formatSize({ gib: comfortableGib })} or more`,
          involves: [['pools', index, 'instanceTypes']],
        },
      ];
    });
  },
};
