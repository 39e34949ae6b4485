import { formatDuration } from '../../../schemas/duration';
import { sloWindow } from '../../environment/monitoring-plan';
import type { Rule } from '../rule';

export const retentionWindow: Rule = {
  id: 'monitoring/retention-window',
  severity: 'warning',
  summary: 'Metrics are kept for as long as objectives look back.',
  why: 'The error budget is counted over 30 days. With less history it looks fuller than it is, without a word.',
  fix: 'Keep metrics for 30 days or more.',
  source: 'Prometheus documentation, "Storage" (storage.tsdb.retention.time); pyrra issue 406',
  check({ project, environment }) {
    const { retention, slos } = environment.monitoring;
    if (slos.length === 0 || retention.seconds >= sloWindow.seconds) return [];
    return [
      {
        path: ['monitoring', 'retention'],
        message: `objectives look back ${formatDuration(sloWindow)}, and metrics are kept for ${project.monitoring.retention}`,
        expected: `at least ${formatDuration(sloWindow)}`,
        found: project.monitoring.retention,
        fix: `set retention to ${formatDuration(sloWindow)}`,
        involves: [['monitoring', 'slos']],
      },
    ];
  },
};
