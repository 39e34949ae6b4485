import type { Rule } from '../rule';

export const mailOnly: Rule = {
  id: 'monitoring/mail-only',
  severity: 'warning',
  summary: 'In production pages reach people faster than by e-mail.',
  why: 'E-mail wakes nobody and may be late by minutes: a failure that is detected in seconds is read hours later.',
  fix: 'Add a receiver of the type pagerduty, opsgenie, slack or webhook.',
  source: 'Google, Site Reliability Engineering, "Being On-Call"',
  check({ project, environment }) {
    const paged = environment.monitoring.receivers.filter(({ severities }) => severities.includes('page'));
    if (!environment.production || paged.length === 0 || paged.some(({ type }) => type !== 'email')) return [];
    return [
      {
        path: [
          'monitoring',
          'receivers',
          project.monitoring.receivers.findIndex(({ type }) => type === 'email'),
          'type',
        ],
        message: 'pages are sent by e-mail only',
        expected: 'one of pagerduty, opsgenie, slack, webhook',
        found: 'email',
        fix: 'add a receiver of another type',
        involves: [['environment'], ['monitoring', 'receivers']],
      },
    ];
  },
};
