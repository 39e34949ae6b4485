import type { Rule } from '../rule';
import { lustreCapacity } from './lustre-capacity';
import { lustreCheckpoints } from './lustre-checkpoints';
import { lustreRoom } from './lustre-room';
import { lustreUnused } from './lustre-unused';
import { replicationOff } from './replication-off';
import { retentionDays } from './retention-days';

/** Rules about buckets and file systems. */
export const storageRules: readonly Rule[] = [
  lustreCapacity,
  lustreCheckpoints,
  lustreRoom,
  lustreUnused,
  retentionDays,
  replicationOff,
];
