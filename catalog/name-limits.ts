import { createHash } from 'node:crypto';

/**
 * Longest names that AWS and Kubernetes accept, in characters.
 * Source: the API references of the services (CreateCluster, CreateLoadBalancer, CreateRole, …); JobSet 0.12, webhook:
 * `<set>-<job>-<index>-<index>-<5 characters>` is a name of a pod, of at most 63; as of 2026-11.
 */
export const nameLimits = {
  'eks-cluster': 100,
  'eks-node-group': 63,
  'load-balancer': 32,
  'target-group': 32,
  'iam-role': 64,
  'iam-policy': 128,
  's3-bucket': 63,
  'launch-template': 128,
  'placement-group': 255,
  'sqs-queue': 80,
  'sns-topic': 256,
  'event-rule': 64,
  'kms-alias': 250,
  'log-group': 512,
  'security-group': 255,
  'cloudwatch-alarm': 255,
  'ecr-repository': 256,
  'autoscaling-schedule': 255,
  'health-check-reference': 64,
  budget: 100,
  // Leaves 21 characters, enough for `-evaluate-0-0-abcde` and for `-node-0-999-abcde`.
  'training-run': 42,
  // Start of the name of a run that ends with `-202612312359`.
  'training-run-start': 29,
} as const;

export type NameKind = keyof typeof nameLimits;

/**
 * Joins `parts` with hyphens into a name that fits the limit of `kind`. A name that is too long keeps its start and
 * gets a hash of the whole in place of the rest, so that two long names never become the same one.
 *
 * @example boundedName('target-group', 'chat-assistant-prod', 'use1', 'chat') // 'chat-assistant-prod-use1-chat'
 */
export function boundedName(kind: NameKind, ...parts: readonly string[]): string {
  const name = parts.join('-');
  const limit = nameLimits[kind];
  if (name.length <= limit) return name;
  const hash = shortHash(name);
  return `${name.slice(0, limit - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}

/** Eight hexadecimal digits that identify `text`. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
