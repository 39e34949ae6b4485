import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Tags that Ninefold sets itself. */
const ownTags = ['owner', 'project', 'environment', 'managed-by'];

export const reservedTag: Rule = {
  id: 'naming/reserved-tag',
  severity: 'error',
  summary: 'No tag takes a key that AWS or Ninefold sets.',
  why: 'AWS refuses keys that start with aws:. Ninefold sets owner, project, environment and managed-by from the spec, so that a value for one of them would be lost; and IAM takes keys that differ only in case, such as Owner and owner, for the same one and refuses the second.',
  fix: 'Remove the tag: the values come from `owner`, `name` and `environment`. Or choose another key.',
  source:
    'AWS General Reference, "Tagging your AWS resources"; IAM User Guide, "Tags for AWS Identity and Access Management resources"',
  check({ project }) {
    return Object.keys(project.tags).flatMap((key): Violation[] => {
      const lower = key.toLowerCase();
      const path = ['tags', key];
      if (lower.startsWith('aws:')) {
        return [{ path, at: 'key', message: `AWS keeps keys like ${key} for itself`, found: key, fix: 'drop aws:' }];
      }
      if (!ownTags.includes(lower)) return [];
      return [
        {
          path,
          at: 'key',
          message:
            key === lower ? `Ninefold sets the tag ${key} itself` : `${key} clashes with Ninefold's tag ${lower}`,
          expected: `another key than ${ownTags.join(', ')}`,
          found: key,
          fix: 'remove it, or choose another key',
        },
      ];
    });
  },
};
