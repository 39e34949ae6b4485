import type { Rule } from '../rule';

export const noReceiver: Rule = {
  id: 'monitoring/no-receiver',
  severity: 'warning',
  summary: 'In production somebody is told of alerts.',
  why: 'Alerts that nobody gets detect nothing: the promise of detection is kept on paper only.',
  fix: 'Add a receiver that is told of pages.',
  source: 'Alertmanager documentation, "Configuration" (receivers)',
  check({ project, environment }) {
    if (!environment.production || project.monitoring.receivers.length > 0) return [];
    return [
      {
        path: ['monitoring', 'receivers'],
        message: 'nobody is told of any alert',
        expected: 'at least one receiver',
        fix: 'add for example { name: oncall, type: pagerduty, secret: prod/pagerduty }',
        involves: [['environment']],
      },
    ];
  },
};
