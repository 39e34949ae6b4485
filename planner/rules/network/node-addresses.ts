import type { Rule, Subject } from '../rule';
import { type CrowdedZone, crowdedViolation, crowdedZones, prefixAddresses } from './zone-demand';

export const nodeAddresses: Rule = {
  id: 'network/node-addresses',
  severity: 'error',
  summary: 'In every zone there are addresses for all nodes that the pools may have.',
  why: 'A node takes one address for itself and at least one prefix of sixteen for its pods. The /20 of a zone ends at 240 such nodes: on further ones no pod ever starts.',
  fix: 'Lower `nodes.max`, give the pool more zones, or spread the work over more regions.',
  source: 'Amazon EKS Best Practices Guide, "Prefix Mode for Linux"; Amazon VPC User Guide, "Subnet CIDR blocks"',
  check(subject) {
    return zonesWithoutRoom(subject).flatMap(crowdedViolation);
  },
};

/** Zones that have no room for the nodes, however few pods they run. */
export function zonesWithoutRoom(subject: Subject): CrowdedZone[] {
  return crowdedZones(subject, ({ nodes }) => nodes * (1 + prefixAddresses));
}
