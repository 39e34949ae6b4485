import type { PriorityClass } from './objects';

/** Who gives way when capacity is short: the higher the value, the later. */
interface TierFacts {
  readonly value: number;
  readonly description: string;
  /** Whether pods of the tier may push out others. */
  readonly preempts: boolean;
}

const tiers: Readonly<Record<'critical' | 'standard' | 'sheddable', TierFacts>> = {
  critical: {
    value: 1_000_000,
    description: 'Must go on when a region is lost; others give way to it.',
    preempts: true,
  },
  standard: { value: 100_000, description: 'Gives way to critical work only.', preempts: true },
  sheddable: { value: 1_000, description: 'The first to give way; comes back when there is room.', preempts: false },
};

/** A tier of the spec. */
export type Tier = keyof typeof tiers;

/** Name of the priority class of a tier. */
export function priorityClassName(tier: Tier): string {
  return `ninefold-${tier}`;
}

/** Priority of pods that only hold a place: any other pod pushes them out, and they push out none. */
export const headroomClassName = 'ninefold-headroom';

const headroomClass: PriorityClass = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: headroomClassName },
  // Below -10 the cluster autoscaler would start no node for them.
  value: -5,
  globalDefault: false,
  preemptionPolicy: 'Never',
  description: 'Holds room for the next replica; gives way to everything.',
};

/**
 * The priorities of work: with a region's load doubled, the scheduler pushes out sheddable pods for critical ones without
 * anyone acting.
 *
 * Source: Kubernetes documentation, "Pod Priority and Preemption": values of users go up to 1,000,000,000; Cluster Autoscaler FAQ, "How
 * does Cluster Autoscaler work with Pod Priority and Preemption?"
 */
export function priorityClasses(): PriorityClass[] {
  const ofTiers = Object.entries(tiers).map(([tier, { value, description, preempts }]) => ({
    apiVersion: 'scheduling.k8s.io/v1' as const,
    kind: 'PriorityClass' as const,
    metadata: { name: priorityClassName(tier as Tier) },
    value,
    globalDefault: false,
    preemptionPolicy: preempts ? 'PreemptLowerPriority' : 'Never',
    description,
  }));
  return [...ofTiers, headroomClass];
}
