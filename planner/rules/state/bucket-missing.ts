import type { Rule } from '../rule';

export const bucketMissing: Rule = {
  id: 'state/bucket-missing',
  severity: 'error',
  summary: 'The s3 backend has a bucket and its region.',
  why: 'Without them Terraform does not know where the state lies, and every command stops at its start.',
  fix: 'Name an existing bucket in `state.bucket` and its region in `state.region`.',
  source: 'Terraform documentation, "Backend Type: s3"',
  check({ project }) {
    const { backend, bucket, region } = project.state;
    const missing = [...(bucket === undefined ? ['bucket'] : []), ...(region === undefined ? ['region'] : [])];
    if (backend !== 's3' || missing.length === 0) return [];
    return [
      {
        path: ['state'],
        message: `the s3 backend lacks ${missing.join(' and ')}`,
        expected: 'bucket and region',
        fix: `add ${missing.join(' and ')}`,
      },
    ];
  },
};
