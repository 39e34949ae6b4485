import type { Latency } from '../../../catalog/serving-metrics';
import { regionsLost } from '../alerts/recorded-rules';
import { anyEngine } from '../metrics/any-engine';
import { healthyTargets } from '../metrics/load-balancer-metrics';
import { scrapeJobs } from '../metrics/scrape-jobs';
import type { DashboardSpec, Panel } from './panel';

const chosen = 'service=~"$service"';

const up = (by: string) => `sum by (${by}) (up{job="${scrapeJobs.heartbeat}",${chosen}})`;

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
          queries: [{ expr: `sum by (service) (up{job="${scrapeJobs.heartbeat}"})`, legend: '{{service}}' }],
        },
        {
          title: 'Gateways that answer',
          kind: 'stat',
          unit: 'none',
          queries: [{ expr: `sum(up{job="${scrapeJobs.gateway}"})` }],
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
        {
          title: 'Names of regions that answer',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: `min by (target_region, service) (probe_success{job="${scrapeJobs.regions}"})`,
              legend: '{{target_region}} {{service}}',
            },
          ],
        },
        {
          title: 'Time of an answer across regions',
          kind: 'timeseries',
          unit: 's',
          queries: [
            {
              expr: `max by (target_region) (probe_duration_seconds{job="${scrapeJobs.regions}"})`,
              legend: '{{target_region}}',
            },
          ],
        },
        {
          title: 'Public name',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            { expr: `min by (instance) (probe_success{job="${scrapeJobs.publicName}"})`, legend: '{{instance}}' },
          ],
        },
        {
          title: 'Days until certificates end',
          kind: 'stat',
          unit: 'd',
          queries: [
            {
              expr: `(min by (instance) (probe_ssl_earliest_cert_expiry{job=~"${scrapeJobs.regions}|${scrapeJobs.publicName}"}) - time()) / 86400`,
              legend: '{{instance}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Requests at the gateway',
      panels: [
        {
          title: 'Requests',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (proxy) (rate(haproxy_backend_http_requests_total{job="${scrapeJobs.gateway}"}[$__rate_interval]))`,
              legend: '{{proxy}}',
            },
          ],
        },
        {
          title: 'Server errors',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (proxy) (rate(haproxy_backend_http_responses_total{job="${scrapeJobs.gateway}",code="5xx"}[$__rate_interval])) / (sum by (proxy) (rate(haproxy_backend_http_responses_total{job="${scrapeJobs.gateway}"}[$__rate_interval])) > 0)`,
              legend: '{{proxy}}',
            },
          ],
        },
        {
          title: 'Gateways that the load balancer finds healthy',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            { expr: `min by (name) (${healthyTargets}{job="${scrapeJobs.loadBalancer}"})`, legend: '{{name}}' },
          ],
          description: 'For a service without an engine the gateways are not healthy. Minutes late.',
          wide: true,
        },
        {
          title: 'Engines that the gateway uses',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: `min by (proxy) (haproxy_backend_active_servers{job="${scrapeJobs.gateway}"})`,
              legend: '{{proxy}}',
            },
          ],
        },
      ],
    },
  ],
};

const latencyNames: Readonly<Record<Latency, string>> = {
  ttft: 'Time to the first token',
  itl: 'Time between tokens',
  e2e: 'Time of an answer',
};

function latencyPanel(kind: Latency): Panel {
  const quantile = (share: number) =>
    anyEngine(
      ({ latency }) =>
        `histogram_quantile(${share}, sum by (le, service) (rate(${latency[kind].metric}_bucket{${chosen}}[$__rate_interval])))`,
    );
  return {
    title: latencyNames[kind],
    kind: 'timeseries',
    unit: 's',
    queries: [0.5, 0.95, 0.99].map((share) => ({ expr: quantile(share), legend: `{{service}} p${share * 100}` })),
  };
}

const services = { service: `up{job="${scrapeJobs.heartbeat}"}` };

export const serviceDashboard: DashboardSpec = {
  title: 'Service',
  variables: services,
  rows: [
    {
      title: 'Health',
      panels: [
        {
          title: 'Replicas that answer',
          kind: 'timeseries',
          unit: 'none',
          queries: [{ expr: up('service'), legend: '{{service}}' }],
        },
        {
          title: 'Requests at work',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            { expr: anyEngine(({ running }) => `sum by (service) (${running}{${chosen}})`), legend: '{{service}}' },
          ],
        },
        {
          title: 'Requests that wait',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: anyEngine(
                ({ waiting }) => `sum by (service) (${waiting.map((series) => `${series}{${chosen}}`).join(' + ')})`,
              ),
              legend: '{{service}}',
            },
          ],
        },
      ],
    },
    { title: 'Latency', panels: [latencyPanel('ttft'), latencyPanel('itl'), latencyPanel('e2e')] },
    {
      title: 'Throughput',
      panels: [
        {
          title: 'Tokens read',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: anyEngine(({ tokens }) => `sum by (service) (rate(${tokens.prompt}{${chosen}}[$__rate_interval]))`),
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Tokens written',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: anyEngine(
                ({ tokens }) => `sum by (service) (rate(${tokens.generated}{${chosen}}[$__rate_interval]))`,
              ),
              legend: '{{service}}',
            },
          ],
        },
        {
          title: 'Replicas wanted',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: 'max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_desired_replicas{namespace="inference"})',
              legend: '{{horizontalpodautoscaler}}',
            },
          ],
        },
      ],
    },
  ],
};

export const engineDashboard: DashboardSpec = {
  title: 'Engine',
  variables: services,
  rows: [
    {
      title: 'Each replica',
      panels: [
        { title: 'Answers', kind: 'timeseries', unit: 'none', queries: [{ expr: up('pod'), legend: '{{pod}}' }] },
        {
          title: 'Key-value cache',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [{ expr: anyEngine(({ cache }) => `max by (pod) (${cache}{${chosen}})`), legend: '{{pod}}' }],
        },
        {
          title: 'Tokens written',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: anyEngine(({ tokens }) => `sum by (pod) (rate(${tokens.generated}{${chosen}}[$__rate_interval]))`),
              legend: '{{pod}}',
            },
          ],
          description: 'Nothing written while requests run is a stalled engine.',
        },
      ],
    },
    {
      title: 'vLLM',
      panels: [
        {
          title: 'Requests put back',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            { expr: `sum by (pod) (rate(vllm:num_preemptions_total{${chosen}}[$__rate_interval]))`, legend: '{{pod}}' },
          ],
        },
        {
          title: 'Ends of requests',
          kind: 'timeseries',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (finished_reason) (rate(vllm:request_success_total{${chosen}}[$__rate_interval]))`,
              legend: '{{finished_reason}}',
            },
          ],
        },
        {
          title: 'Prefix cache hits',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (service) (rate(vllm:prefix_cache_hits_total{${chosen}}[$__rate_interval])) / (sum by (service) (rate(vllm:prefix_cache_queries_total{${chosen}}[$__rate_interval])) > 0)`,
              legend: '{{service}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Pods',
      panels: [
        {
          title: 'Restarts in an hour',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: 'sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="inference"}[1h])) > 0',
              legend: '{{pod}}',
            },
          ],
        },
        {
          title: 'Pods by phase',
          kind: 'timeseries',
          unit: 'none',
          queries: [{ expr: 'sum by (phase) (kube_pod_status_phase{namespace="inference"})', legend: '{{phase}}' }],
        },
      ],
    },
  ],
};

export const objectivesDashboard: DashboardSpec = {
  title: 'Objectives',
  variables: { service: 'slo:objective:ratio' },
  rows: [
    {
      title: 'Budget of 30 days',
      panels: [
        {
          title: 'Budget that is left',
          kind: 'timeseries',
          unit: 'percentunit',
          queries: [{ expr: `min by (slo) (slo:error_budget:remaining{${chosen}})`, legend: '{{slo}}' }],
        },
        {
          title: 'Objective',
          kind: 'stat',
          unit: 'percentunit',
          queries: [{ expr: `max by (slo) (slo:objective:ratio{${chosen}})`, legend: '{{slo}}' }],
        },
        {
          title: 'Requests counted in five minutes',
          kind: 'timeseries',
          unit: 'none',
          queries: [{ expr: `sum by (slo) (slo:requests:increase5m{${chosen}})`, legend: '{{slo}}' }],
        },
      ],
    },
    {
      title: 'How fast it is spent',
      panels: ['5m', '1h', '6h'].map((window) => ({
        title: `Share of errors, ${window}`,
        kind: 'timeseries' as const,
        unit: 'percentunit',
        queries: [{ expr: `max by (slo) (slo:error_ratio:rate${window}{${chosen}})`, legend: '{{slo}}' }],
      })),
    },
  ],
};
