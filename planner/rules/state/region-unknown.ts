import { findRegion, regions } from '../../../catalog/regions';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';

export const regionUnknown: Rule = {
  id: 'state/region-unknown',
  severity: 'error',
  summary: 'The region of the state bucket is an AWS region.',
  why: 'Terraform calls S3 in that region before it does anything else; a region that is not there answers nothing.',
  fix: 'Write the region that the bucket lies in, for example us-east-1.',
  source: 'AWS Regions and Availability Zones, "AWS Regions"',
  check({ project }) {
    const { backend, region } = project.state;
    if (backend !== 's3' || region === undefined || findRegion(region) !== undefined) return [];
    const names = regions.map(({ name }) => name);
    return [
      {
        path: ['state', 'region'],
        message: `${region} is not a commercial AWS region`,
        expected: 'the region of the bucket',
        found: region,
        fix: suggestFrom(region, names, 'region'),
      },
    ];
  },
};
