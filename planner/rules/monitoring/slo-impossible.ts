import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const sloImpossible: Rule = {
  id: 'monitoring/slo-impossible',
  severity: 'error',
  summary: 'An objective leaves room for errors.',
  why: 'An objective of 100 % is broken by the first failed request and stays so for 30 days: its alert says nothing any more.',
  fix: 'Promise less than 100 %.',
  source: 'Google, The Site Reliability Workbook, "Implementing SLOs"',
  check({ project }) {
    return project.monitoring.slos.flatMap((slo, index) =>
      (['availability', 'target'] as const).flatMap((key): Violation[] =>
        slo[key] === 100
          ? [
              {
                path: ['monitoring', 'slos', index, key],
                message: 'nothing may fail, ever',
                expected: 'less than 100',
                found: '100',
                fix: `set ${key} to 99.9 or less`,
              },
            ]
          : [],
      ),
    );
  },
};
