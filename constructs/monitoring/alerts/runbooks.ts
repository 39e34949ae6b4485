import type { ConfigMap } from '../../kubernetes/objects';
import type { Alert } from './alert';

/** What somebody who gets an alert reads: Markdown, one page for each name. */
function runbookPage(alerts: readonly Alert[]): string {
  const [alert] = alerts;
  if (alert === undefined) throw new Error('a page is about at least one alert');
  const severities = [...new Set(alerts.map(({ severity }) => severityText(severity)))].join(' or ');
  return [
    `# ${alert.name}`,
    '',
    alert.meaning,
    '',
    `- **Severity**: ${severities}`,
    `- **What acts by itself**: ${alert.automatic}`,
    `- **Fires when**:${alert.for === undefined ? '' : ` for ${alert.for}`}`,
    '',
    ...alerts.flatMap(({ expr }) => ['```promql', expr, '```', '']),
    '## What to do',
    '',
    ...alert.steps.map((step, index) => `${index + 1}. ${step}`),
    '',
    '## Where to look',
    '',
    `- Grafana, dashboard **${dashboardOf[alert.component]}**: kubectl -n monitoring port-forward svc/kube-prometheus-stack-grafana 3000:80`,
    '- Prometheus: kubectl -n monitoring port-forward svc/kube-prometheus-stack-prometheus 9090',
    '',
  ].join('\n');
}

function severityText(severity: Alert['severity']): string {
  return severity === 'by-tier' ? 'page (ticket for sheddable work)' : severity;
}

const dashboardOf: Readonly<Record<Alert['component'], string>> = {
  serving: 'Service',
  gateway: 'Service',
  region: 'Regions',
  slo: 'Objectives',
  gpu: 'GPUs',
  node: 'Capacity',
  training: 'Training',
  capacity: 'Capacity',
  monitoring: 'Regions',
};

/** All pages, each as `<alert>.md`. */
export function runbooks(alerts: readonly Alert[]): ConfigMap {
  const names = [...new Set(alerts.map(({ name }) => name))].sort();
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'runbooks', namespace: 'monitoring' },
    data: Object.fromEntries(
      names.map((name) => [`${name}.md`, runbookPage(alerts.filter((alert) => alert.name === name))]),
    ),
  };
}
