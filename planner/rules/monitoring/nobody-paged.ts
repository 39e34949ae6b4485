import type { Rule } from '../rule';

export const nobodyPaged: Rule = {
  id: 'monitoring/nobody-paged',
  severity: 'warning',
  summary: 'Where there are receivers, one of them is told of pages.',
  why: 'Alerts that need somebody at once would be sent to nobody, while others arrive: it looks as if all was well.',
  fix: 'Add page to the severities of a receiver.',
  source: 'Ninefold',
  check({ project, environment }) {
    const { receivers } = environment.monitoring;
    if (receivers.length === 0 || receivers.some(({ severities }) => severities.includes('page'))) return [];
    return [
      {
        path: ['monitoring', 'receivers', 0, 'severities'],
        message: 'no receiver is told of pages',
        expected: 'page at one receiver at least',
        found: 'ticket',
        fix: 'add page here, or add a receiver for it',
        involves: project.monitoring.receivers.map((_, index) => ['monitoring', 'receivers', index]),
      },
    ];
  },
};
