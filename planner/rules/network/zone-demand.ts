import type { Path, Violation } from '../../../schemas/finding';
import type { PoolPlan } from '../../environment/pool-plan';
import type { RegionPlan } from '../../environment/region-plan';
import type { Subject } from '../rule';

/** Addresses of a zone's private subnet, a /20, without the five that AWS keeps in every subnet. */
const subnetAddresses = 4096 - 5;

/** Addresses that the VPC CNI takes at a time: a /28. */
export const prefixAddresses = 16;

/** The nodes that one pool can have in one zone, when it is at its largest and spread evenly over its zones. */
export interface Share {
  /** Of the largest node count. */
  readonly path: Path;
  readonly label: string;
  readonly nodes: number;
  /** Prefixes for the pods of one node. */
  readonly prefixes: number;
}

/** A zone whose private subnet is too small. */
export interface CrowdedZone {
  readonly zone: string;
  readonly nodes: number;
  /** Addresses that the shares need. */
  readonly needed: number;
  /** The largest first. */
  readonly shares: readonly Share[];
}

/**
 * Zones in which the shares need more addresses than there are, for each pool that takes the most somewhere the worst
 * zone: a pool that is too large for one zone of each of three regions is one mistake.
 */
export function crowdedZones(subject: Subject, addressesOf: (share: Share) => number): CrowdedZone[] {
  const worst = new Map<string, CrowdedZone>();
  for (const region of subject.environment.regions) {
    for (const { id } of region.network.zones) {
      const shares = sharesOf(subject, region, id).sort((a, b) => addressesOf(b) - addressesOf(a));
      const needed = shares.reduce((sum, share) => sum + addressesOf(share), 0);
      const nodes = shares.reduce((sum, share) => sum + share.nodes, 0);
      const key = shares[0]?.label ?? '';
      if (needed > subnetAddresses && needed > (worst.get(key)?.needed ?? 0)) {
        worst.set(key, { zone: id, nodes, needed, shares });
      }
    }
  }
  return [...worst.values()];
}

/** What both rules about addresses say of a crowded zone. */
export function crowdedViolation({ zone, nodes, needed, shares }: CrowdedZone): Violation[] {
  const [largest, ...others] = shares;
  if (largest === undefined) return [];
  return [
    {
      path: largest.path,
      message: `${zone} can get ${nodes} nodes (${shares.map((share) => `${share.nodes} of ${share.label}`).join(', ')}), which take ${needed} addresses with their pods; its subnet has ${subnetAddresses}`,
      expected: `${subnetAddresses} addresses or fewer in a zone`,
      found: `${needed} addresses`,
      fix: `lower the largest node count of ${largest.label}, or spread the nodes over more zones or regions`,
      involves: others.map((share) => share.path),
    },
  ];
}

/** Most pods on a system node. */
const podsPerSystemNode = 110;

/**
 * Pods of DaemonSets with an address of their own on a GPU node, generously: device plugins, metrics, storage drivers.
 * Beside them a GPU node runs at most one pod for each accelerator, because its taint keeps others away.
 */
const daemonPods = 10;

function sharesOf({ project }: Subject, region: RegionPlan, zone: string): Share[] {
  const zones = region.network.zones.length;
  const pools = region.pools.flatMap((pool): Share[] => {
    if (!pool.zones.includes(zone)) return [];
    return [
      {
        path: ['pools', project.pools.findIndex(({ name }) => name === pool.name), 'nodes', 'max'],
        label: pool.name,
        nodes: Math.ceil(pool.nodes.max / pool.zones.length),
        prefixes: gpuNodePrefixes(pool),
      },
    ];
  });
  const { systemPool } = region.cluster;
  const system: Share = {
    path: ['cluster', 'systemPool', 'nodes', 'max'],
    label: 'the system pool',
    nodes: Math.ceil(systemPool.nodes.max / zones),
    prefixes: Math.ceil(podsPerSystemNode / prefixAddresses),
  };
  return [...pools, system];
}

/** The prefixes that pods use and the one that the VPC CNI keeps ready (WARM_PREFIX_TARGET). */
function gpuNodePrefixes({ instances }: PoolPlan): number {
  const accelerators = Math.max(0, ...instances.map(({ accelerator }) => accelerator?.count ?? 0));
  return Math.ceil((daemonPods + accelerators) / prefixAddresses) + 1;
}
