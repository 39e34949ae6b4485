import type { Rule } from '../rule';

export const replicationOff: Rule = {
  id: 'storage/replication-off',
  severity: 'warning',
  summary: 'With several regions, models and final checkpoints are copied between them.',
  why: 'Without copies a model that was trained or imported in one region is in that region only. When it is lost, the others cannot start another replica, and the trained weights are gone with it.',
  fix: 'Remove `replicate: false`.',
  source: 'Amazon S3 User Guide, "Replicating objects within and across Regions"',
  check({ project }) {
    if (project.regions.length < 2 || project.storage.replicate) return [];
    return [
      {
        path: ['storage', 'replicate'],
        message: `the ${project.regions.length} regions share no models and checkpoints`,
        expected: 'true',
        found: 'false',
        fix: 'remove this line, or set it to true',
        involves: [['regions']],
      },
    ];
  },
};
