import type { EksNodeGroupConfig } from '@cdktf/provider-aws/lib/eks-node-group';
import { nameLimits, shortHash } from '../../../catalog/name-limits';

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

/**
 * What the names of a pool's Auto Scaling groups look like, as a regular expression: `eks-`, the name of the node group,
 * and a UUID. Most node groups have the provider's unique suffix, those on reserved instances have none.
 * Source: Amazon EKS User Guide, "Simplify node lifecycle with managed node groups"; names as DescribeNodegroup tells them,
 * such as `eks-default-2022122213523169820000001f-98c29d0d-…`.
 */
export function autoscalingGroupPattern(name: string): string {
  return `^eks-(${nodeGroupNamePrefix(name)}[0-9a-f]{${uniqueSuffix}}|${name})-[0-9a-f]{8}-`;
}

/** Characters that the provider appends to a prefix: 18 digits of the time and 8 of a counter, in hexadecimal. */
const uniqueSuffix = 26;

/** Node-group names have up to 63 characters. */
const longestNamePrefix = nameLimits['eks-node-group'] - uniqueSuffix;

function nodeGroupNamePrefix(name: string): string {
  const prefix = `${name}-`;
  if (prefix.length <= longestNamePrefix) return prefix;
  const ending = `-${shortHash(name)}-`;
  return `${name.slice(0, longestNamePrefix - ending.length).replace(/-+$/, '')}${ending}`;
}
