import { amiTypesAsOf, findAmiType } from '../../../catalog/ami-types';
import { findInstanceType } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const customAmi: Rule = {
  id: 'compute/custom-ami',
  severity: 'error',
  summary: 'EKS publishes a node image that drives the accelerators of a pool.',
  why: 'Ninefold starts nodes from the images that EKS publishes. They hold no driver for AMD GPUs, and their NVIDIA driver is too old for g7, which needs 595: the node would join without a single GPU.',
  fix: 'Choose a family whose GPUs the EKS images drive, for example g5, g6, g6e, g7e or p5.',
  source: amiTypesAsOf.source,
  check({ project }) {
    return project.pools.flatMap((pool, index) =>
      pool.instanceTypes.flatMap((name, position): Violation[] => {
        const type = findInstanceType(name);
        if (type?.accelerator === undefined || findAmiType(type) !== undefined) return [];
        return [
          {
            path: ['pools', index, 'instanceTypes', position],
            message: `no node image of EKS drives the ${type.accelerator.model} of ${name}`,
            found: name,
            fix: 'choose a type of another family, for example g5, g6, g6e, g7e or p5',
          },
        ];
      }),
    );
  },
};
