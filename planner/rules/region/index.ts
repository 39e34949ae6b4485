import type { Rule } from '../rule';
import { controlPlaneZone } from './control-plane-zone';
import { noActive } from './no-active';
import { optIn } from './opt-in';
import { standbyOfActive } from './standby-of-active';
import { standbySize } from './standby-size';
import { standbyWithoutDns } from './standby-without-dns';
import { unknown } from './unknown';
import { unknownZone } from './unknown-zone';
import { unlistedZone } from './unlisted-zone';
import { zoneCount } from './zone-count';

/** Regions, their roles and their zones. */
export const regionRules: readonly Rule[] = [
  unknown,
  noActive,
  optIn,
  unknownZone,
  unlistedZone,
  controlPlaneZone,
  zoneCount,
  standbyOfActive,
  standbySize,
  standbyWithoutDns,
];
