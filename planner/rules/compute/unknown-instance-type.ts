import { findInstanceType, instanceTypes, instanceTypesAsOf } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';

export const unknownInstanceType: Rule = {
  id: 'compute/unknown-instance-type',
  severity: 'error',
  summary: 'A pool names instance types that exist.',
  why: `Everything about a pool follows from its instance types: image, GPU count, network interfaces, memory, price. Ninefold's table of them is as of ${instanceTypesAsOf.asOf}; a fractional GPU (g6f, gr6f) is left out, because EC2 counts it as none.`,
  fix: 'Correct the name, or choose another type of the same family.',
  source: instanceTypesAsOf.source,
  check({ project }) {
    return project.pools.flatMap((pool, index) =>
      pool.instanceTypes.flatMap((name, position): Violation[] => {
        if (findInstanceType(name) !== undefined) return [];
        return [
          {
            path: ['pools', index, 'instanceTypes', position],
            message: `Ninefold knows no instance type ${name}`,
            expected: 'an instance type with accelerators, such as g5.12xlarge',
            found: name,
            fix: suggestFrom(name, candidates(name), 'instance type'),
          },
        ];
      }),
    );
  },
};

/** What could have been meant: the sizes of the same family, or else every type that a pool can have. */
function candidates(name: string): string[] {
  const accelerated = instanceTypes.filter((type) => type.accelerator !== undefined);
  const sameFamily = accelerated.filter((type) => type.family === name.split('.')[0]);
  return (sameFamily.length > 0 ? sameFamily : accelerated).map((type) => type.name);
}
