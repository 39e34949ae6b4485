import { largeImageGb } from '../../../catalog/images';
import { bytesPerGib } from '../../../schemas/size';
import type { PoolPlan } from '../../environment/pool-plan';

/** Part of a disk that is used when the kubelet starts to evict pods. */
const usableShare = 0.85;

/** For the system, logs and what containers write into their own layers. */
const systemGb = 15;

/** The disk on which nodes of a pool keep images and what pods write: local NVMe, or else the root volume. */
export interface NodeDisk {
  /** What can be used before pods are evicted. */
  readonly usableGib: number;
  /** `root volumes of 200 GiB`. */
  readonly text: string;
  /** Field of the pool that decides its size. */
  readonly setting: 'disk' | 'instanceTypes';
}

export function nodeDisk({ nvmeGb, diskGib }: Pick<PoolPlan, 'nvmeGb' | 'diskGib'>): NodeDisk {
  const isLocal = nvmeGb > 0;
  const gib = isLocal ? toGib(nvmeGb) : diskGib;
  return {
    usableGib: Math.floor(gib * usableShare),
    text: `${isLocal ? 'local disks' : 'root volumes'} of ${Math.floor(gib)} GiB`,
    setting: isLocal ? 'instanceTypes' : 'disk',
  };
}

/** What the system and large images take of a disk, in GiB. */
export function imagesGib(images: number): number {
  return toGib((largeImageGb.packed + largeImageGb.unpacked) * images + systemGb);
}

/** The size of a disk of which so much can be used, in steps of 10 GiB. */
export function diskFor(usableGib: number): number {
  return 10 * Math.ceil(usableGib / usableShare / 10);
}

export function toGib(gb: number): number {
  return (gb * 1e9) / bytesPerGib;
}
