import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import { typesOf } from '../pools';
import type { Rule } from '../rule';

export const efaUnsupported: Rule = {
  id: 'compute/efa-unsupported',
  severity: 'error',
  summary: 'Every instance type of a pool with `efa: enabled` has Elastic Fabric Adapter.',
  why: 'EC2 refuses to start an instance with an EFA interface if its type has none.',
  fix: 'Choose sizes with EFA, or leave `efa` at `auto`, which uses it where every type has it.',
  source: 'Amazon EC2 User Guide, "Elastic Fabric Adapter", supported instance types',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const without = typesOf(pool)?.filter((type) => type.accelerator !== undefined && type.efaInterfaces === 0) ?? [];
      if (pool.efa !== 'enabled' || without.length === 0) return [];
      const names = listed(without.map((type) => type.name));
      return [
        {
          path: ['pools', index, 'efa'],
          message: `efa is enabled, and ${names} ${without.length === 1 ? 'has' : 'have'} no EFA`,
          fix: `replace ${names} by a size with EFA, or set efa: auto`,
          involves: [['pools', index, 'instanceTypes']],
        },
      ];
    });
  },
};
