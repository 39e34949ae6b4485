import { scrapeJobs } from '../metrics/scrape-jobs';
import type { Alert } from './alert';

const look = [
  'In that region: kubectl -n monitoring get pods. Are Prometheus and Alertmanager there, and do they start?',
  'kubectl -n monitoring logs -l app.kubernetes.io/name=prometheus -c prometheus, and the same of alertmanager: full volumes and wrong configurations say so.',
  'Until it is mended nobody is told of anything there: look at the dashboards of the region, and at the probes from here.',
];

/** Always fires: where it stops to arrive, alerts do not get through. */
export const watchdog: Alert = {
  name: 'Watchdog',
  expr: 'vector(1)',
  severity: 'info',
  component: 'monitoring',
  summary: 'Alerts of this region get through',
  meaning:
    'This alert always fires. Where it is missing, Prometheus, its rules or Alertmanager are gone. The other regions ask the gateway for it, and with a receiver of the type email another region hears it as a heartbeat.',
  automatic: 'None: it is the proof that alerts are sent.',
  steps: look.slice(0, 2),
};

/** What other regions notice when one can no longer tell anybody. */
export function silenceAlerts(): readonly Alert[] {
  return [
    {
      name: 'RegionSilent',
      expr: `max by (target_region) (probe_success{job="${scrapeJobs.alerts}"}) == 0`,
      for: '2m',
      severity: 'page',
      component: 'monitoring',
      summary: 'The alerts of {{ $labels.target_region }} no longer get through',
      meaning:
        'Its Prometheus or Alertmanager is gone, or its gateway is: users may be served, but nobody is told what fails there.',
      automatic: 'Kubernetes restarts both; there are two of each.',
      steps: look,
    },
  ];
}
