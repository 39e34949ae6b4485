import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const karpenterCapacityBlock: Rule = {
  id: 'capacity/karpenter-capacity-block',
  severity: 'warning',
  summary: 'Training on a capacity block runs on a managed node group.',
  why: 'A block is a fixed set of equal nodes in one zone, paid until its end. A managed node group keeps them while they are idle between two jobs and repairs those whose hardware fails. Karpenter consolidates idle nodes away, and repairs nodes only behind a feature gate that is off by default.',
  fix: 'Set `provisioner: managed`.',
  source:
    'Amazon EKS Best Practices Guide, AI/ML compute (static node groups for reserved capacity); Karpenter documentation, "Settings" (feature gate NodeRepair)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const trains = project.training.some((job) => job.pool === pool.name);
      if (pool.provisioner !== 'karpenter' || reservationOf(pool)?.type !== 'capacity-block' || !trains) return [];
      return [
        {
          path: ['pools', index, 'provisioner'],
          message: `${pool.name} trains on a capacity block, whose nodes Karpenter removes when they are idle and does not repair`,
          expected: 'managed',
          found: 'karpenter',
          fix: 'set provisioner: managed',
          involves: [['pools', index, 'capacity']],
        },
      ];
    });
  },
};
