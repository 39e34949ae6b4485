import type { Rule } from '../rule';
import { zonesWithoutRoom } from './node-addresses';
import { crowdedViolation, crowdedZones, prefixAddresses } from './zone-demand';

export const podAddresses: Rule = {
  id: 'network/pod-addresses',
  severity: 'warning',
  summary: 'In every zone there are addresses for the pods of all nodes, when the pools are at their largest.',
  why: 'Pods get their addresses from the /20 of their zone, in prefixes of sixteen: seven for a system node with 110 pods, two or three for a GPU node. When none is left, pods wait in ContainerCreating with InsufficientCidrBlocks, which happens first when a region has to take over the load of another.',
  fix: 'Lower `nodes.max`, give the pool more zones, or spread the work over more regions.',
  source:
    'Amazon EKS Best Practices Guide, "Prefix Mode for Linux"; amazon-vpc-cni-k8s, docs/prefix-and-ip-target.md (one prefix is kept ready)',
  check(subject) {
    if (zonesWithoutRoom(subject).length > 0) return [];
    const crowded = crowdedZones(subject, ({ nodes, prefixes }) => nodes * (1 + prefixes * prefixAddresses));
    return crowded.flatMap(crowdedViolation);
  },
};
