import { formatDuration, parseDuration } from '../../../schemas/duration';
import type { Rule } from '../rule';

/** Longest window of the alerts on objectives. */
const longest = parseDuration('3d');

export const retentionAlerts: Rule = {
  id: 'monitoring/retention-alerts',
  severity: 'error',
  summary: 'Metrics are kept for as long as alerts look back.',
  why: 'The slowest alert on an objective compares three days. With less history it fires for a single bad hour.',
  fix: 'Keep metrics for 3 days or more.',
  source: 'Google, The Site Reliability Workbook, "Alerting on SLOs"; Prometheus documentation, "Storage"',
  check({ project, environment }) {
    const { retention, slos } = environment.monitoring;
    if (slos.length === 0 || retention.seconds >= longest.seconds) return [];
    return [
      {
        path: ['monitoring', 'retention'],
        message: `alerts look back ${formatDuration(longest)}, and metrics are kept for ${project.monitoring.retention}`,
        expected: `at least ${formatDuration(longest)}`,
        found: project.monitoring.retention,
        fix: 'set retention to 30d',
      },
    ];
  },
};
