import type { Rule } from '../rule';
import { dispatchCheckpoints } from './dispatch-checkpoints';
import { dispatchChoice } from './dispatch-choice';
import { dispatchFollowUps } from './dispatch-follow-ups';
import { dispatchMerge } from './dispatch-merge';
import { dispatchRegions } from './dispatch-regions';
import { neverAdmitted } from './never-admitted';
import { nothingLeft } from './nothing-left';
import { poolNotShared } from './pool-not-shared';
import { reservedName } from './reserved-name';
import { shareAbovePool } from './share-above-pool';
import { shareWithoutJobs } from './share-without-jobs';

/** Whether the queues of teams can have what they are promised, and their jobs can start. */
export const queueRules: readonly Rule[] = [
  reservedName,
  shareAbovePool,
  shareWithoutJobs,
  poolNotShared,
  neverAdmitted,
  nothingLeft,
  dispatchRegions,
  dispatchChoice,
  dispatchCheckpoints,
  dispatchFollowUps,
  dispatchMerge,
];
