import { regionsLost } from '../alerts/recorded-rules';
import { healthyTargets } from '../metrics/load-balancer-metrics';
import { scrapeJobs } from '../metrics/scrape-jobs';
import { type DashboardSpec, lines } from './panel';

const { gateway, heartbeat, loadBalancer, publicName, regions } = scrapeJobs;

const answers = (more: string) =>
  `sum by (proxy) (rate(haproxy_backend_http_responses_total{job="${gateway}"${more}}[$__rate_interval]))`;

/** This region, and the others as it sees them. */
export const regionsDashboard: DashboardSpec = {
  title: 'Regions',
  rows: [
    {
      title: 'Now',
      panels: [
        {
          title: 'Regions that are lost, seen from here',
          kind: 'stat',
          unit: 'none',
          queries: [{ expr: regionsLost.record }],
          thresholds: { warn: 1, bad: 1 },
        },
        {
          title: 'Replicas that answer',
          kind: 'stat',
          unit: 'none',
          queries: [{ expr: `sum by (service) (up{job="${heartbeat}"})`, legend: '{{service}}' }],
        },
        {
          title: 'Gateways that answer',
          kind: 'stat',
          unit: 'none',
          queries: [{ expr: `sum(up{job="${gateway}"})` }],
        },
        {
          title: 'Alerts that fire',
          kind: 'table',
          unit: 'none',
          queries: [
            {
              expr: 'sum by (alertname, severity, service, node) (ALERTS{alertstate="firing",severity=~"page|ticket"})',
            },
          ],
          wide: true,
        },
      ],
    },
    {
      title: 'Names',
      panels: [
        lines(
          'Names of regions that answer',
          'none',
          `min by (target_region, service) (probe_success{job="${regions}"})`,
          '{{target_region}} {{service}}',
        ),
        lines(
          'Time of an answer across regions',
          's',
          `max by (target_region) (probe_duration_seconds{job="${regions}"})`,
          '{{target_region}}',
        ),
        lines('Public name', 'none', `min by (instance) (probe_success{job="${publicName}"})`, '{{instance}}'),
        {
          title: 'Days until certificates end',
          kind: 'stat',
          unit: 'd',
          queries: [
            {
              expr: `(min by (instance) (probe_ssl_earliest_cert_expiry{job=~"${regions}|${publicName}"}) - time()) / 86400`,
              legend: '{{instance}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Requests at the gateway',
      panels: [
        lines(
          'Requests',
          'reqps',
          `sum by (proxy) (rate(haproxy_backend_http_requests_total{job="${gateway}"}[$__rate_interval]))`,
          '{{proxy}}',
        ),
        lines('Server errors', 'percentunit', `${answers(',code="5xx"')} / (${answers('')} > 0)`, '{{proxy}}'),
        {
          ...lines(
            'Gateways that the load balancer finds healthy',
            'none',
            `min by (name) (${healthyTargets}{job="${loadBalancer}"})`,
            '{{name}}',
            'For a service without an engine the gateways are not healthy. Minutes late.',
          ),
          wide: true,
        },
        lines(
          'Engines that the gateway uses',
          'none',
          `min by (proxy) (haproxy_backend_active_servers{job="${gateway}"})`,
          '{{proxy}}',
        ),
      ],
    },
  ],
};
