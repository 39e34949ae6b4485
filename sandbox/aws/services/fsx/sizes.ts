/**
 * MB/s for each TiB that a file system may have; none where the deployment type has no choice.
 * Source: Amazon FSx API Reference, "CreateFileSystemLustreConfiguration" (`PerUnitStorageThroughput`), as of 2026-11.
 */
export function throughputsOf(deployment: string, storage: string): readonly number[] {
  return throughputs[`${deployment} ${storage}`] ?? [];
}

const throughputs: Readonly<Record<string, readonly number[]>> = {
  'PERSISTENT_1 SSD': [50, 100, 200],
  'PERSISTENT_1 HDD': [12, 40],
  'PERSISTENT_2 SSD': [125, 250, 500, 1000],
};

interface Steps {
  readonly also: readonly number[];
  readonly multipleOf: number;
}

const halfSteps: Steps = { also: [1200], multipleOf: 2400 };

/**
 * Why a file system cannot have a capacity in GiB.
 * Source: Amazon FSx API Reference, "CreateFileSystem" (`StorageCapacity`), as of 2026-11.
 */
export function lustreSizeProblem(
  deployment: string,
  storage: string,
  capacity: number | undefined,
  throughput: number | undefined,
): string | undefined {
  if (storage === 'INTELLIGENT_TIERING') return undefined;
  if (capacity === undefined) return 'StorageCapacity is required';
  const { also, multipleOf } = stepsOf(deployment, storage, throughput);
  if (also.includes(capacity) || (capacity > 0 && capacity % multipleOf === 0)) return undefined;
  const steps = [...also, `a multiple of ${multipleOf}`].join(' or ');
  return `StorageCapacity must be ${steps} for ${deployment} on ${storage}, got ${capacity}`;
}

function stepsOf(deployment: string, storage: string, throughput: number | undefined): Steps {
  if (storage === 'HDD') return { also: [], multipleOf: throughput === 12 ? 6000 : 1800 };
  return deployment === 'SCRATCH_1' ? { also: [1200, 2400], multipleOf: 3600 } : halfSteps;
}

/**
 * Metadata operations per second that FSx chooses for a capacity in GiB.
 * Source: Amazon FSx for Lustre User Guide, "File system metadata performance", as of 2026-11.
 */
export function defaultMetadataIops(capacity: number): number {
  if (capacity <= 1200) return 1500;
  if (capacity <= 2400) return 3000;
  if (capacity <= 9600) return 6000;
  return capacity <= 45_600 ? 12_000 : 12_000 * Math.floor(capacity / 24_000);
}
