import type { Rule } from '../rule';

export const noActive: Rule = {
  id: 'region/no-active',
  severity: 'error',
  summary: 'At least one region is active.',
  why: 'Standby regions serve when no active one can. With none active there is no primary for users, models and images to start from.',
  fix: 'Set `role: active` on the region that is to serve users, or leave the role out.',
  source: 'Ninefold',
  check({ project }) {
    if (project.regions.some(({ role }) => role === 'active')) return [];
    return [
      {
        path: ['regions'],
        message: 'every region is a standby, so none serves',
        expected: 'at least one region with the role active',
        found: project.regions.map(({ name, role }) => `${name}: ${role}`).join(', '),
        fix: 'set `role: active` on the region that is to serve users',
      },
    ];
  },
};
