import { type InstanceType, instanceTypes } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import { describeAccelerators, planOf, reservationOf, sameAccelerators, typesOf, usableGpusOf } from '../pools';
import type { Rule } from '../rule';

export const singleTypePool: Rule = {
  id: 'compute/single-type-pool',
  severity: 'warning',
  summary: 'A production pool without reserved capacity has a second instance type to fall back to.',
  why: 'GPU instances run out by type and zone. A pool with one type then cannot replace a lost node or grow (InsufficientInstanceCapacity), and on Spot a single shortage takes all its nodes at once.',
  fix: 'Add a type with the same GPUs, or reserve the capacity.',
  source:
    'Amazon EC2 User Guide, "Best practices for Amazon EC2 Spot" (be flexible about instance types); Amazon EKS Best Practices Guide, AI/ML compute',
  check({ project, environment }) {
    if (!environment.production) return [];
    return project.pools.flatMap((pool, index): Violation[] => {
      const [type] = typesOf(pool) ?? [];
      if (pool.instanceTypes.length > 1 || reservationOf(pool) !== undefined) return [];
      const gpus = usableGpusOf(pool);
      if (type === undefined || gpus === undefined) return [];
      const accelerators = describeAccelerators(gpus);
      const others = alternatives(type, planOf(environment, pool)?.efa ?? false);
      return [
        {
          path: ['pools', index, 'instanceTypes'],
          message: `${pool.name} has only ${type.name} to run on`,
          expected: 'two or more instance types with the same GPUs, or reserved capacity',
          found: type.name,
          fix:
            others.length > 0
              ? `add one with ${accelerators}: ${listed(others)}`
              : `reserve the capacity: no other type has ${accelerators}`,
          involves: [['pools', index, 'capacity']],
        },
      ];
    });
  },
};

function alternatives(type: InstanceType, efa: boolean): string[] {
  return instanceTypes
    .filter((other) => other.name !== type.name && other.arch === type.arch)
    .filter((other) => type.accelerator !== undefined && sameAccelerators(type.accelerator, other.accelerator))
    .filter((other) => !efa || other.efaInterfaces > 0)
    .map((other) => other.name);
}
