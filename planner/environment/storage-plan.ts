import type { Duration } from '../../schemas/duration';

export interface StoragePlan {
  readonly modelBucket: string;
  readonly checkpointBucket: string;
  readonly accessLogBucket: string;
  readonly checkpointRetention: Duration;
  /** Regions that artifacts are copied to. */
  readonly replicateTo: readonly string[];
  readonly lustre?: LustrePlan;
}

export interface LustrePlan {
  readonly capacityGib: number;
  /** MB/s for each TiB. */
  readonly throughput: 125 | 250 | 500 | 1000;
  /** Zone id; FSx for Lustre lives in one zone. */
  readonly zone: string;
}
