/**
 * Storage of FSx for Lustre file systems with the deployment type PERSISTENT_2 on SSD.
 * Source: Amazon FSx API Reference, "CreateFileSystem" (`StorageCapacity`) and "CreateFileSystemLustreConfiguration"
 * (`PerUnitStorageThroughput`); as of 2026-08.
 */
export const persistent2 = {
  /** The one capacity that is not a multiple of `stepGib`. */
  smallestGib: 1200,
  /** Larger capacities are multiples of this. */
  stepGib: 2400,
  /** MB/s for each TiB of capacity. */
  throughputs: [125, 250, 500, 1000],
} as const;

/** Whether a file system can have that capacity. */
export function isLustreCapacity(gib: number): boolean {
  return gib === persistent2.smallestGib || (gib > 0 && gib % persistent2.stepGib === 0);
}

/** The smallest capacity that holds `gib`. */
export function lustreCapacityFor(gib: number): number {
  if (gib <= persistent2.smallestGib) return persistent2.smallestGib;
  return Math.ceil(gib / persistent2.stepGib) * persistent2.stepGib;
}
