import { findInstanceType } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import { describeAccelerators, sameAccelerators } from '../pools';
import type { Rule } from '../rule';

export const mixedAccelerators: Rule = {
  id: 'compute/mixed-accelerators',
  severity: 'error',
  summary: 'All instance types of a pool have the same accelerators: model, memory and count.',
  why: 'Replicas and jobs are planned for one kind of node. On another kind they run out of memory, stay pending because a node has too few GPUs, or leave GPUs unused; and the autoscaler counts the GPUs of a new node by the first type.',
  fix: 'Keep the types with the same GPUs in one pool and make a second pool for the others.',
  source: 'Cluster Autoscaler, FAQ: the instance types of a node group must have the same resources',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const types = pool.instanceTypes.map((name) => findInstanceType(name));
      const reference = types.findIndex((type) => type?.accelerator !== undefined);
      const expected = types[reference];
      if (expected?.accelerator === undefined) return [];
      const { accelerator } = expected;
      const differing = types.findIndex(
        (type) => type?.accelerator && !sameAccelerators(accelerator, type.accelerator),
      );
      const other = types[differing];
      if (other?.accelerator === undefined) return [];
      return [
        {
          path: ['pools', index, 'instanceTypes', differing],
          message: `${other.name} has ${describeAccelerators(other.accelerator)}, ${expected.name} has ${describeAccelerators(accelerator)}`,
          expected: describeAccelerators(accelerator),
          found: describeAccelerators(other.accelerator),
          fix: `move ${other.name} to a pool of its own`,
          involves: [['pools', index, 'instanceTypes', reference]],
        },
      ];
    });
  },
};
