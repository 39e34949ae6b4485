import type { Rule } from '../rule';
import { canaryAsleep } from './canary-asleep';
import { canaryInternal } from './canary-internal';
import { canaryPeak } from './canary-peak';
import { canaryRegions } from './canary-regions';
import { canaryRoom } from './canary-room';
import { canarySame } from './canary-same';
import { canarySingle } from './canary-single';
import { canaryWeight } from './canary-weight';
import { fallbackNodes } from './fallback-nodes';
import { fallbackOrder } from './fallback-order';
import { fallbackPool } from './fallback-pool';
import { fallbackProvisioner } from './fallback-provisioner';
import { fallbackRegion } from './fallback-region';
import { objectName } from './object-name';
import { replicaRange } from './replica-range';
import { rolloutRoom } from './rollout-room';
import { scaleToZero } from './scale-to-zero';
import { standbyCapacity } from './standby-capacity';

/** What keeps services running and reachable while they scale and change. */
export const servingRules: readonly Rule[] = [
  replicaRange,
  scaleToZero,
  rolloutRoom,
  fallbackPool,
  fallbackOrder,
  fallbackProvisioner,
  fallbackNodes,
  fallbackRegion,
  standbyCapacity,
  canaryAsleep,
  canaryInternal,
  objectName,
  canaryPeak,
  canaryRegions,
  canaryRoom,
  canarySame,
  canarySingle,
  canaryWeight,
];
