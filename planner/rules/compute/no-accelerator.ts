import { findInstanceType } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const noAccelerator: Rule = {
  id: 'compute/no-accelerator',
  severity: 'error',
  summary: 'The instance types of a pool have accelerators.',
  why: 'Training and inference pods ask for GPUs. On a node without one they stay pending for ever.',
  fix: 'Choose a type with GPUs. Controllers and monitoring run on `cluster.systemPool`, which needs none.',
  source: 'Amazon EC2 instance types, accelerated computing; Ninefold: pools hold GPU nodes',
  check({ project }) {
    return project.pools.flatMap((pool, index) =>
      pool.instanceTypes.flatMap((name, position): Violation[] => {
        const type = findInstanceType(name);
        if (type === undefined || type.accelerator !== undefined) return [];
        return [
          {
            path: ['pools', index, 'instanceTypes', position],
            message: `${name} has no GPU`,
            expected: 'an instance type with accelerators, such as g5.12xlarge',
            found: name,
            fix: 'choose a type with GPUs; types without belong into cluster.systemPool.instanceTypes',
          },
        ];
      }),
    );
  },
};
