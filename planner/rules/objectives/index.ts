import type { Rule } from '../rule';
import { availabilityBroken } from './availability-broken';
import { coldStandby } from './cold-standby';
import { detectionBroken } from './detection-broken';
import { recoveryBroken } from './recovery-broken';
import { regionLossCapacity } from './region-loss-capacity';

/** Rules about what the environment promises. */
export const objectiveRules: readonly Rule[] = [
  availabilityBroken,
  detectionBroken,
  recoveryBroken,
  coldStandby,
  regionLossCapacity,
];
