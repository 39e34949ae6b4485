import { findInstanceType } from '../../../catalog/instance-types';
import type { Rule } from '../rule';

export const systemPoolArchitectures: Rule = {
  id: 'cluster/system-pool-architectures',
  severity: 'error',
  summary: "The system pool's instance types have one CPU architecture.",
  why: 'A managed node group has one image, and an image is for one architecture: EKS refuses types of the other.',
  fix: 'Keep either the x86_64 or the arm64 types.',
  source: 'Amazon EKS User Guide, "Choose an optimal Amazon EC2 node instance type"',
  check({ project }) {
    const types = project.cluster.systemPool.instanceTypes.map(findInstanceType);
    const first = types.find((type) => type !== undefined);
    // A type with accelerators is wrong here whatever its architecture, and another rule says so.
    const index = types.findIndex((type) => type && !type.accelerator && first && type.arch !== first.arch);
    const other = types[index];
    if (first === undefined || other === undefined || first.accelerator !== undefined) return [];
    return [
      {
        path: ['cluster', 'systemPool', 'instanceTypes', index],
        message: `${other.name} is ${other.arch}, and ${first.name} is ${first.arch}`,
        expected: `${first.arch} types`,
        found: other.arch,
        fix: 'keep the types of one architecture',
      },
    ];
  },
};
