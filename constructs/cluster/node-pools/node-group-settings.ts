import type { EksNodeGroupConfig } from '@cdktf/provider-aws/lib/eks-node-group';
import { shortHash } from '../../../catalog/name-limits';

/**
 * The node-group settings that all pools share.
 *
 * - Node repair reboots or replaces nodes whose hardware fails; it acts on what the eks-node-monitoring-agent reports.
 * - Updates take one node at a time, and so may take hours: the update timeout covers 16 nodes with 15 minutes each,
 *   and EKS goes on by itself when Terraform stops waiting.
 * - The autoscaler owns the desired size. Terraform sets it at creation only.
 */
export const nodeGroupSettings = {
  nodeRepairConfig: { enabled: true },
  updateConfig: { maxUnavailable: 1 },
  timeouts: { create: '60m', update: '4h', delete: '60m' },
} as const satisfies Partial<EksNodeGroupConfig>;

const ignoreChanges = ['scaling_config[0].desired_size'];

/**
 * Name and lifecycle of a node group whose replacement may run beside it: the new group gets a name of its own and
 * comes up first, so that pods have somewhere to go, and a replacement that finds no capacity leaves the old group
 * untouched. Subnets, AMI type, instance types and role all replace the group, which rules out a fixed name.
 */
export function replacedByOverlap(name: string): Partial<EksNodeGroupConfig> {
  return {
    nodeGroupNamePrefix: nodeGroupNamePrefix(name),
    lifecycle: { createBeforeDestroy: true, ignoreChanges },
  };
}

/**
 * Name and lifecycle of a node group on reserved instances. There are no more of them than the reservation holds, so a
 * second group could start nothing while the first one runs: the old group goes first, and the fixed name makes sure
 * that the two never exist together.
 */
export function replacedInTurn(name: string): Partial<EksNodeGroupConfig> {
  return { nodeGroupName: name, lifecycle: { ignoreChanges } };
}

/** Node-group names have up to 63 characters, of which the provider's unique suffix takes 26. */
const longestNamePrefix = 63 - 26;

function nodeGroupNamePrefix(name: string): string {
  const prefix = `${name}-`;
  if (prefix.length <= longestNamePrefix) return prefix;
  const ending = `-${shortHash(name)}-`;
  return `${name.slice(0, longestNamePrefix - ending.length).replace(/-+$/, '')}${ending}`;
}
