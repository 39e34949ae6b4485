import type { Rule } from '../rule';
import { healthCheckPath } from './health-check-path';
import { healthCheckQuota } from './health-check-quota';
import { hostIsZone } from './host-is-zone';
import { hostOutsideZone } from './host-outside-zone';
import { idleRegion } from './idle-region';
import { noService } from './no-service';
import { partialService } from './partial-service';
import { portConflict } from './port-conflict';
import { portOfInternal } from './port-of-internal';
import { publicWithoutDns } from './public-without-dns';
import { regionDrained } from './region-drained';
import { regionWithoutService } from './region-without-service';
import { regionalNameLength } from './regional-name-length';
import { routingRegions } from './routing-regions';
import { ttlLong } from './ttl-long';
import { ttlWholeSeconds } from './ttl-whole-seconds';
import { weightUnused } from './weight-unused';

/** Rules about the public name and what it leads to. */
export const dnsRules: readonly Rule[] = [
  hostOutsideZone,
  hostIsZone,
  regionalNameLength,
  ttlWholeSeconds,
  ttlLong,
  routingRegions,
  noService,
  regionDrained,
  healthCheckPath,
  healthCheckQuota,
  regionWithoutService,
  idleRegion,
  partialService,
  portConflict,
  publicWithoutDns,
  portOfInternal,
  weightUnused,
];
