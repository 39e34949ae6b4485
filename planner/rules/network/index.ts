import type { Rule } from '../rule';
import { cidrCanonical } from './cidr-canonical';
import { cidrOverlap } from './cidr-overlap';
import { cidrPrivate } from './cidr-private';
import { cidrSize } from './cidr-size';
import { logRetention } from './log-retention';
import { natPerZone } from './nat-per-zone';
import { nodeAddresses } from './node-addresses';
import { podAddresses } from './pod-addresses';
import { publicCidrs } from './public-cidrs';
import { serviceCidr } from './service-cidr';
import { serviceCidrOverlap } from './service-cidr-overlap';

/** Address ranges, ways out, and logs. */
export const networkRules: readonly Rule[] = [
  cidrCanonical,
  cidrSize,
  cidrPrivate,
  cidrOverlap,
  serviceCidr,
  serviceCidrOverlap,
  publicCidrs,
  natPerZone,
  nodeAddresses,
  podAddresses,
  logRetention,
];
