import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const standbyOfActive: Rule = {
  id: 'region/standby-of-active',
  severity: 'warning',
  summary: 'Only a standby region is cold.',
  why: 'An active region always runs its replicas, whatever the line says: whoever reads it expects a region that costs next to nothing.',
  fix: 'Set `role: standby`, or remove `standby`.',
  source: 'Ninefold: `regions[].standby`',
  check({ project }) {
    return project.regions.flatMap(({ name, role, standby }, index): Violation[] => {
      if (role !== 'active' || standby !== 'cold') return [];
      return [
        {
          path: ['regions', index, 'standby'],
          message: `${name} is active, so it is never cold`,
          expected: 'role: standby beside it',
          found: 'role: active',
          fix: 'set role to standby, or remove this line',
          involves: [['regions', index, 'role']],
        },
      ];
    });
  },
};
