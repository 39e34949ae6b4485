import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Factor of the slower of the two alerts that page. */
const slowestPage = 6;

export const sloNeverPages: Rule = {
  id: 'monitoring/slo-never-pages',
  severity: 'warning',
  summary: 'An objective is high enough for a total outage to page.',
  why: `An alert pages when ${slowestPage} times as much fails as the objective allows. Where that is more than everything, even a total outage is a ticket only.`,
  fix: 'Raise the objective.',
  source: 'Google, The Site Reliability Workbook, "Alerting on SLOs" (multiwindow, multi-burn-rate alerts)',
  check({ project }) {
    const lowest = 100 - 100 / slowestPage;
    return project.monitoring.slos.flatMap((slo, index) =>
      (['availability', 'target'] as const).flatMap((key): Violation[] => {
        const objective = slo[key];
        if (objective === undefined || objective > lowest) return [];
        return [
          {
            path: ['monitoring', 'slos', index, key],
            message: `with ${objective} % even a total outage pages nobody`,
            expected: `more than ${lowest.toFixed(1)}`,
            found: String(objective),
            fix: `set ${key} to 84 or more`,
          },
        ];
      }),
    );
  },
};
