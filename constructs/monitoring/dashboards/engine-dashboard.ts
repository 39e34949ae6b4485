import { anyEngine } from '../metrics/any-engine';
import { answering, chosenService, rateBy, servicesWithEngines } from './chosen-service';
import { type DashboardSpec, lines } from './panel';
import { podsByPhase, restarts } from './pod-panels';

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
          anyEngine(({ tokens }) => rateBy('pod', tokens.generated)),
          '{{pod}}',
          'Nothing written while requests run is a stalled engine.',
        ),
      ],
    },
    {
      title: 'vLLM',
      panels: [
        lines('Requests put back', 'none', rateBy('pod', 'vllm:num_preemptions_total'), '{{pod}}'),
        lines(
          'Ends of requests',
          'reqps',
          rateBy('finished_reason', 'vllm:request_success_total'),
          '{{finished_reason}}',
        ),
        lines(
          'Prefix cache hits',
          'percentunit',
          `${rateBy('service', 'vllm:prefix_cache_hits_total')} / (${rateBy('service', 'vllm:prefix_cache_queries_total')} > 0)`,
          '{{service}}',
        ),
      ],
    },
    {
      title: 'Pods',
      panels: [restarts('inference'), podsByPhase('inference')],
    },
  ],
};
