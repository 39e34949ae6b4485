import { poolLabel } from '../cluster/node-pools/node-labels';
import type { PodSpec } from '../kubernetes/objects';

/**
 * Keeps a pod to some pools, and to the first of them that has room: of nodes that are there the scheduler takes one of
 * the pool with the highest weight. Which pool gets a new node is up to what starts nodes, which has the same order.
 *
 * @param pools in the order in which they are tried; at least one
 */
export function poolPlacement(pools: readonly string[]): Pick<PodSpec, 'nodeSelector' | 'affinity'> {
  const [first = '', ...others] = pools;
  if (others.length === 0) return { nodeSelector: { [poolLabel]: first } };
  const of = (values: readonly string[]) => ({
    matchExpressions: [{ key: poolLabel, operator: 'In', values: [...values] }],
  });
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [of(pools)] },
        // The first one weighs 100, and each next one half of it.
        preferredDuringSchedulingIgnoredDuringExecution: pools.map((pool, index) => ({
          weight: Math.max(1, Math.floor(100 / 2 ** index)),
          preference: of([pool]),
        })),
      },
    },
  };
}
