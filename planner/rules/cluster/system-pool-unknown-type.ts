import { findInstanceType, instanceTypes } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';

export const systemPoolUnknownType: Rule = {
  id: 'cluster/system-pool-unknown-type',
  severity: 'error',
  summary: "The system pool's instance types are in the catalog.",
  why: 'The image of the nodes depends on the CPU architecture, which Ninefold looks up in its catalog. EC2 refuses names that it does not know.',
  fix: 'Choose general-purpose types such as m7i.xlarge and m6i.xlarge.',
  source: 'Ninefold (catalog of instance types)',
  check({ project }) {
    const names = instanceTypes.filter((type) => type.accelerator === undefined).map(({ name }) => name);
    return project.cluster.systemPool.instanceTypes.flatMap((name, index): Violation[] => {
      if (findInstanceType(name) !== undefined) return [];
      return [
        {
          path: ['cluster', 'systemPool', 'instanceTypes', index],
          message: `the catalog has no instance type ${name}`,
          expected: 'an instance type without accelerators',
          found: name,
          fix: suggestFrom(name, names, 'instance type'),
        },
      ];
    });
  },
};
