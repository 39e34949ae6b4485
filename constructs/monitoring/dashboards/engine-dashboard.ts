import { anyEngine } from '../metrics/any-engine';
import { answering, chosenService, servicesWithEngines } from './chosen-service';
import { type DashboardSpec, lines } from './panel';

const rate = (by: string, series: string) => `sum by (${by}) (rate(${series}{${chosenService}}[$__rate_interval]))`;

/** Each replica of a service by itself. */
export const engineDashboard: DashboardSpec = {
  title: 'Engine',
  variables: servicesWithEngines,
  rows: [
    {
      title: 'Each replica',
      panels: [
        lines('Answers', 'none', answering('pod'), '{{pod}}'),
        lines(
          'Key-value cache',
          'percentunit',
          anyEngine(({ cache }) => `max by (pod) (${cache}{${chosenService}})`),
          '{{pod}}',
        ),
        lines(
          'Tokens written',
          'none',
          anyEngine(({ tokens }) => rate('pod', tokens.generated)),
          '{{pod}}',
          'Nothing written while requests run is a stalled engine.',
        ),
      ],
    },
    {
      title: 'vLLM',
      panels: [
        lines('Requests put back', 'none', rate('pod', 'vllm:num_preemptions_total'), '{{pod}}'),
        lines(
          'Ends of requests',
          'reqps',
          rate('finished_reason', 'vllm:request_success_total'),
          '{{finished_reason}}',
        ),
        lines(
          'Prefix cache hits',
          'percentunit',
          `${rate('service', 'vllm:prefix_cache_hits_total')} / (${rate('service', 'vllm:prefix_cache_queries_total')} > 0)`,
          '{{service}}',
        ),
      ],
    },
    {
      title: 'Pods',
      panels: [
        lines(
          'Restarts in an hour',
          'none',
          'sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="inference"}[1h])) > 0',
          '{{pod}}',
        ),
        lines('Pods by phase', 'none', 'sum by (phase) (kube_pod_status_phase{namespace="inference"})', '{{phase}}'),
      ],
    },
  ],
};
