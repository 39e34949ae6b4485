import type { Latency } from '../../../catalog/serving-metrics';
import { anyEngine } from '../metrics/any-engine';
import { answering, chosenService, rateBy, servicesWithEngines } from './chosen-service';
import { type DashboardSpec, lines, type Panel } from './panel';

const latencyNames: Readonly<Record<Latency, string>> = {
  ttft: 'Time to the first token',
  itl: 'Time between tokens',
  e2e: 'Time of an answer',
};

function latencyPanel(kind: Latency): Panel {
  const quantile = (share: number) =>
    anyEngine(
      ({ latency }) =>
        `histogram_quantile(${share}, sum by (le, service) (rate(${latency[kind].metric}_bucket{${chosenService}}[$__rate_interval])))`,
    );
  return {
    title: latencyNames[kind],
    kind: 'timeseries',
    unit: 's',
    queries: [0.5, 0.95, 0.99].map((share) => ({ expr: quantile(share), legend: `{{service}} p${share * 100}` })),
  };
}

const tokens = (kind: 'prompt' | 'generated') => anyEngine((metrics) => rateBy('service', metrics.tokens[kind]));

/** What users of a service meet, all replicas together. */
export const serviceDashboard: DashboardSpec = {
  title: 'Service',
  variables: servicesWithEngines,
  rows: [
    {
      title: 'Health',
      panels: [
        lines('Replicas that answer', 'none', answering('service'), '{{service}}'),
        lines(
          'Requests at work',
          'none',
          anyEngine(({ running }) => `sum by (service) (${running}{${chosenService}})`),
          '{{service}}',
        ),
        lines(
          'Requests that wait',
          'none',
          anyEngine(
            ({ waiting }) => `sum by (service) (${waiting.map((series) => `${series}{${chosenService}}`).join(' + ')})`,
          ),
          '{{service}}',
        ),
      ],
    },
    { title: 'Latency', panels: [latencyPanel('ttft'), latencyPanel('itl'), latencyPanel('e2e')] },
    {
      title: 'Throughput',
      panels: [
        lines('Tokens read', 'none', tokens('prompt'), '{{service}}'),
        lines('Tokens written', 'none', tokens('generated'), '{{service}}'),
        lines(
          'Replicas wanted',
          'none',
          'max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_desired_replicas{namespace="inference"})',
          '{{horizontalpodautoscaler}}',
        ),
      ],
    },
  ],
};
