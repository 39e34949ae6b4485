import { latencies, servingMetrics } from '../../../catalog/serving-metrics';
import { formatDuration, parseDuration } from '../../../schemas/duration';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placedSlos } from './slo-places';

export const sloBucket: Rule = {
  id: 'monitoring/slo-bucket',
  severity: 'error',
  summary: 'The time of a latency objective is a bound of one of the buckets that the engine counts requests in.',
  why: 'An engine knows of a request only which bucket its time falls into. For a time between two bounds no share can be counted: the alert would stay silent for ever.',
  fix: 'Use one of the bounds.',
  source:
    'vLLM documentation, "Metrics"; SGLang, metrics_collector.py; LMDeploy, metrics/loggers.py; Prometheus documentation, "Histograms and summaries"',
  check({ project }) {
    return placedSlos(project).flatMap(({ slo, path, service, servicePath }) =>
      latencies.flatMap((kind): Violation[] => {
        const text = slo[kind];
        if (text === undefined) return [];
        const { seconds } = parseDuration(text);
        const { buckets } = servingMetrics[service.engine].latency[kind];
        if (buckets.includes(seconds)) return [];
        const nearest = buckets.reduce((best, bound) =>
          distance(bound, seconds) < distance(best, seconds) ? bound : best,
        );
        return [
          {
            path: [...path, kind],
            message: `${service.engine} does not count requests within ${text}`,
            expected: buckets.map((bound) => formatDuration({ seconds: bound })).join(', '),
            found: text,
            fix: `set ${kind} to ${formatDuration({ seconds: nearest })}`,
            involves: [[...servicePath, 'engine']],
          },
        ];
      }),
    );
  },
};

/** How far apart two times are, as a factor: 1 s is as near to 2 s as to 0.5 s. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log(a) - Math.log(b));
}
