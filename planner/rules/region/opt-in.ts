import { findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const optIn: Rule = {
  id: 'region/opt-in',
  severity: 'info',
  summary: 'Opt-in regions are enabled in the account before the first deploy.',
  why: 'In a region that is not enabled every call is refused with an authentication error. Enabling takes from minutes to hours, and organizations can forbid it.',
  fix: 'Run `aws account enable-region --region-name <region>` once in the account, and wait until `aws account get-region-opt-status` says ENABLED.',
  source: 'AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account"',
  check({ project }) {
    return project.regions.flatMap(({ name }, index): Violation[] => {
      const region = findRegion(name);
      if (region === undefined || !region.optIn) return [];
      return [
        {
          path: ['regions', index, 'name'],
          message: `${name} (${region.city}) must be enabled in the account before it can be used`,
          fix: `if it is not enabled yet, run aws account enable-region --region-name ${name}`,
        },
      ];
    });
  },
};
