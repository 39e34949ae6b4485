import type { Rule } from '../rule';

export const unusedBucket: Rule = {
  id: 'state/unused-bucket',
  severity: 'warning',
  summary: 'A state bucket is named for the s3 backend only.',
  why: 'With the backend `local`, which is the default, the state lies in files beside the spec. Whoever reads the name of a bucket takes it for safe and shared, and it is neither.',
  fix: 'Add `backend: s3`, or remove `bucket` and `region`.',
  source: 'Terraform documentation, "Backend Type: s3" and "Backend Type: local"',
  check({ project }) {
    const { backend, bucket, region } = project.state;
    if (backend !== 'local' || (bucket === undefined && region === undefined)) return [];
    return [
      {
        path: ['state', bucket === undefined ? 'region' : 'bucket'],
        message: `the backend is local, so nothing is kept in ${bucket === undefined ? 'this region' : 'this bucket'}`,
        fix: 'add `backend: s3`, or remove it',
        involves: [['state', 'backend']],
      },
    ];
  },
};
