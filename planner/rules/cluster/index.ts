import type { Rule } from '../rule';
import { chartSupport } from './chart-support';
import { endingSoon } from './ending-soon';
import { standardSupportEnded } from './standard-support-ended';
import { supportEnded } from './support-ended';
import { systemPoolAccelerated } from './system-pool-accelerated';
import { systemPoolArchitectures } from './system-pool-architectures';
import { systemPoolEmpty } from './system-pool-empty';
import { systemPoolRange } from './system-pool-range';
import { systemPoolRedundancy } from './system-pool-redundancy';
import { systemPoolUnknownType } from './system-pool-unknown-type';
import { unknownVersion } from './unknown-version';

/** The EKS clusters and their system nodes. */
export const clusterRules: readonly Rule[] = [
  unknownVersion,
  supportEnded,
  standardSupportEnded,
  endingSoon,
  chartSupport,
  systemPoolUnknownType,
  systemPoolAccelerated,
  systemPoolArchitectures,
  systemPoolRange,
  systemPoolEmpty,
  systemPoolRedundancy,
];
