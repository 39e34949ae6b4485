import { parseDuration } from '../../../schemas/duration';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const sloOrder: Rule = {
  id: 'monitoring/slo-order',
  severity: 'error',
  summary: 'A whole answer may take longer than its first token.',
  why: 'An answer that is complete in time has its first token even earlier: the objective for the first token could never be the one that breaks.',
  fix: 'Lower ttft, or raise e2e.',
  source: 'Ninefold',
  check({ project }) {
    return project.monitoring.slos.flatMap(({ ttft, e2e }, index): Violation[] => {
      if (ttft === undefined || e2e === undefined) return [];
      if (parseDuration(ttft).seconds < parseDuration(e2e).seconds) return [];
      return [
        {
          path: ['monitoring', 'slos', index, 'e2e'],
          message: `the whole answer has to be there after ${e2e}, and its first token after ${ttft}`,
          expected: `more than ${ttft}`,
          found: e2e,
          fix: 'raise e2e or lower ttft',
          involves: [['monitoring', 'slos', index, 'ttft']],
        },
      ];
    });
  },
};
