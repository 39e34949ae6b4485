import type { Rule } from '../rule';

export const localInProduction: Rule = {
  id: 'state/local-in-production',
  severity: 'warning',
  summary: 'A production environment keeps its state in S3.',
  why: 'Local state lies on one machine, without a lock and without a history. When the machine is lost, Terraform knows nothing of the environment any more; when two people deploy, they undo each other.',
  fix: 'Set `backend: s3` with a versioned bucket and its region.',
  source: 'Terraform documentation, "State" and "Backend Type: local"',
  check({ project, environment }) {
    const { backend, bucket, region } = project.state;
    // With a bucket the backend is what is wrong, and another rule says so.
    if (!environment.production || backend !== 'local' || bucket !== undefined || region !== undefined) return [];
    return [
      {
        path: ['state', 'backend'],
        message: 'the state of a production environment lies in local files',
        expected: 's3',
        found: 'local',
        fix: 'set `backend: s3`, with `bucket` and `region`',
      },
    ];
  },
};
