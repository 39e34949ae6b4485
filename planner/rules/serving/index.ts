import type { Rule } from '../rule';
import { fallbackPool } from './fallback-pool';
import { rolloutRoom } from './rollout-room';
import { scaleToZero } from './scale-to-zero';

/** What keeps services running and reachable while they scale and change. */
export const servingRules: readonly Rule[] = [scaleToZero, rolloutRoom, fallbackPool];
