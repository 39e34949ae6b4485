import { findInstanceType } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const systemPoolAccelerated: Rule = {
  id: 'cluster/system-pool-accelerated',
  severity: 'error',
  summary: 'The system pool has instance types without accelerators.',
  why: 'System nodes run the standard image, which has no driver: the accelerators would be paid for and nobody could use them.',
  fix: 'Choose general-purpose types such as m7i.xlarge, and move GPU types into `pools`.',
  source: 'Amazon EKS User Guide, "Use EKS-optimized accelerated AMIs for GPU instances"',
  check({ project }) {
    return project.cluster.systemPool.instanceTypes.flatMap((name, index): Violation[] => {
      const accelerator = findInstanceType(name)?.accelerator;
      if (accelerator === undefined) return [];
      return [
        {
          path: ['cluster', 'systemPool', 'instanceTypes', index],
          message: `${name} has ${accelerator.count} × ${accelerator.model}, which the system pool cannot use`,
          expected: 'an instance type without accelerators',
          found: name,
          fix: 'choose a type such as m7i.xlarge',
        },
      ];
    });
  },
};
