import type { Violation } from '../../../schemas/finding';
import { spansNodes } from '../../resolve/pools';
import { typesOf } from '../pools';
import type { Rule } from '../rule';

export const efaMissing: Rule = {
  id: 'compute/efa-missing',
  severity: 'warning',
  summary: 'Work that spans nodes runs on instance types with EFA.',
  why: 'Without EFA the GPUs of several nodes exchange gradients over TCP, through the CPU: a job then waits for the network for a good part of the time that is paid for. One type without EFA keeps the whole pool from using it.',
  fix: 'Choose types with EFA, or one larger node instead of several.',
  source: 'Amazon EC2 User Guide, "Elastic Fabric Adapter", supported instance types',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      // With `efa: enabled` such a type is an error: compute/efa-unsupported.
      if (pool.efa === 'enabled' || !spansNodes(environment, pool.name)) return [];
      const types = typesOf(pool) ?? [];
      const position = types.findIndex((type) => type.accelerator !== undefined && type.efaInterfaces === 0);
      const type = types[position];
      if (type === undefined) return [];
      return [
        {
          path: ['pools', index, 'instanceTypes', position],
          message: `work on ${pool.name} spans nodes, and ${type.name} has no EFA`,
          expected: 'an instance type with EFA',
          found: type.name,
          fix: 'choose a size with EFA, or one with more GPUs so that one node is enough',
        },
      ];
    });
  },
};
