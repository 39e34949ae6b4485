import { scrapeJobs } from '../metrics/scrape-jobs';
import type { Alert } from './alert';

/** Capacity that ends on a day that is known. */
export interface ReservedCapacity {
  readonly pool: string;
  /** End in seconds since 1970. */
  readonly endsAt: number;
}

const days = 86_400;

/** What ends if nobody does anything, and the name that users call. */
export function nameAlerts(): readonly Alert[] {
  return [
    {
      name: 'PublicNameFails',
      expr: `max by (instance, service) (probe_success{job="${scrapeJobs.publicName}"}) == 0`,
      for: '1m',
      severity: 'page',
      component: 'region',
      summary: '{{ $labels.instance }} does not answer',
      meaning: 'Users who are led like this region get no answer: a lost region that is still in DNS, or DNS itself.',
      automatic: 'The health checks of the public name lead users around regions that are lost.',
      steps: [
        'dig the name: which regions are in the answer, and does their own name answer?',
        'Look at the health checks in Route 53.',
      ],
    },
    {
      name: 'ProbesMissing',
      expr: `(min by (job) (up{job=~"${scrapeJobs.regions}|${scrapeJobs.publicName}"}) == 0) or absent(up{job="${scrapeJobs.publicName}"})`,
      for: '5m',
      severity: 'page',
      component: 'monitoring',
      summary: 'Nothing probes the public names from this region',
      meaning: 'The loss of another region, or of the public name, would alert nobody here.',
      automatic: 'Kubernetes restarts the blackbox exporter; there are two.',
      steps: [
        'kubectl -n monitoring get pods -l app.kubernetes.io/name=prometheus-blackbox-exporter',
        'If they run, look at Status > Target health of Prometheus, and at the Probes of the project.',
      ],
    },
    {
      name: 'CertificateExpires',
      expr: `min by (instance) (probe_ssl_earliest_cert_expiry{job=~"${scrapeJobs.regions}|${scrapeJobs.publicName}"}) - time() < ${14 * days}`,
      severity: 'ticket',
      component: 'region',
      summary: 'The certificate of {{ $labels.instance }} ends in less than 14 days',
      meaning: 'After that no client connects. ACM renews 60 days before the end, so the renewal has failed.',
      automatic: 'ACM tries again as long as the validation record is there.',
      steps: [
        'See why in ACM: usually the validation record in the hosted zone is gone. terraform plan of the cluster stack brings it back.',
      ],
    },
  ];
}

export function capacityEndAlerts(reserved: readonly ReservedCapacity[]): readonly Alert[] {
  return reserved.map(({ pool, endsAt }) => ({
    name: 'CapacityEnds',
    expr: `vector(time()) > ${endsAt - 3 * days} < ${endsAt}`,
    severity: 'ticket' as const,
    component: 'capacity' as const,
    labels: { pool },
    summary: `The reserved capacity of the pool ${pool} ends within 3 days`,
    meaning:
      'EC2 ends the instances of a capacity block 30 minutes before its end: jobs that are not done by then are lost back to their last checkpoint.',
    automatic: 'Training writes checkpoints; nothing gets new capacity by itself.',
    steps: ['Buy the next block and set its id and end in the pool, or let the jobs end before.'],
  }));
}
