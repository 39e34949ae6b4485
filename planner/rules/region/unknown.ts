import { findRegion, regions } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';

/** Starts of region names in the partitions of China, GovCloud, the isolated regions and the European Sovereign Cloud. */
const otherPartition = /^(cn|us-gov|us-isob?|us-isof|eu-isoe|eusc)-/;

export const unknown: Rule = {
  id: 'region/unknown',
  severity: 'error',
  summary: 'Every region is one of the commercial regions of AWS.',
  why: 'Ninefold takes the availability zones of a region from its catalog. The regions of China and of GovCloud belong to other partitions, with other accounts and other ARNs, and are not supported.',
  fix: 'Write the name as AWS does, for example us-east-1.',
  source: 'AWS Regions and Availability Zones, "AWS Regions"',
  check({ project }) {
    const names = regions.map(({ name }) => name);
    return project.regions.flatMap(({ name }, index): Violation[] => {
      if (findRegion(name) !== undefined) return [];
      return [
        {
          path: ['regions', index, 'name'],
          message: `${name} is not a commercial AWS region`,
          expected: 'an AWS region',
          found: name,
          fix: otherPartition.test(name)
            ? 'choose a commercial region: other partitions are not supported'
            : suggestFrom(name, names, 'region'),
        },
      ];
    });
  },
};
