import { isLustreCapacity, lustreCapacityFor, persistent2 } from '../../../catalog/fsx-lustre';
import { formatSize, parseSize } from '../../../schemas/size';
import type { Rule } from '../rule';

export const lustreCapacity: Rule = {
  id: 'storage/lustre-capacity',
  severity: 'error',
  summary: 'A Lustre file system has 1200GiB or a multiple of 2400GiB.',
  why: 'FSx builds persistent file systems on SSD from servers of that size and refuses other capacities. It cannot shrink one afterwards.',
  fix: 'Write the next capacity, up or down.',
  source: 'Amazon FSx API Reference, "CreateFileSystem" (StorageCapacity)',
  check({ project }) {
    const capacity = project.storage.lustre?.capacity;
    if (capacity === undefined || isLustreCapacity(parseSize(capacity).gib)) return [];
    const next = lustreCapacityFor(parseSize(capacity).gib);
    const previous = Math.max(next - persistent2.stepGib, persistent2.smallestGib);
    return [
      {
        path: ['storage', 'lustre', 'capacity'],
        message: `FSx for Lustre has no file system of ${capacity}`,
        expected: `${formatSize({ gib: persistent2.smallestGib })} or a multiple of ${formatSize({ gib: persistent2.stepGib })}`,
        found: capacity,
        fix: `write ${[...new Set([previous, next])].map((gib) => formatSize({ gib })).join(' or ')}`,
      },
    ];
  },
};
