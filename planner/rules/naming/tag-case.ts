import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const tagCase: Rule = {
  id: 'naming/tag-case',
  severity: 'error',
  summary: 'The keys of tags differ in more than upper and lower case.',
  why: 'Every resource gets every tag, and IAM takes keys without regard to case: it creates no role with both Team and team ("Duplicate tag keys found").',
  fix: 'Keep one of the keys.',
  source: 'IAM User Guide, "Tags for AWS Identity and Access Management resources"',
  check({ project }) {
    const keys = Object.keys(project.tags);
    return keys.flatMap((key, index): Violation[] => {
      const first = keys.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      if (first === undefined || keys.indexOf(first) === index) return [];
      return [
        {
          path: ['tags', key],
          at: 'key',
          message: `for IAM ${key} is the same key as ${first}`,
          found: key,
          fix: 'keep one of the two',
          involves: [['tags', first]],
        },
      ];
    });
  },
};
