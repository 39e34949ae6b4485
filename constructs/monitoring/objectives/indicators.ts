import { type Latency, servingMetrics } from '../../../catalog/serving-metrics';
import { healthyTargets } from '../metrics/load-balancer-metrics';
import { scrapeJobs } from '../metrics/scrape-jobs';
import type { WatchedService } from '../watched-service';

/** What is counted of requests, as PromQL over a window that is put in the place of `$w`. */
export interface Indicator {
  /** Requests that were too slow or failed; nothing if there were none. */
  readonly errors: string;
  readonly total: string;
  /** Series without which the objective cannot be judged. */
  readonly series: string;
  /** True while these series have to be there. */
  readonly expected: string;
}

/**
 * Answers of the gateway behind the load balancer, which users see: engines that are gone answer nothing themselves. A
 * Network Load Balancer knows no answers of HTTP.
 *
 * Source: HAProxy documentation, Prometheus exporter (`haproxy_backend_http_responses_total`).
 */
export function gatewayAvailability({ name }: WatchedService): Indicator {
  const answers = (more: string) =>
    `haproxy_backend_http_responses_total{job="${scrapeJobs.gateway}",proxy=~"${name}(-canary)?"${more}}`;
  return {
    errors: `sum(rate(${answers(',code="5xx"')}[$w]))`,
    total: `sum(rate(${answers('')}[$w]))`,
    series: answers(''),
    expected: `up{job="${scrapeJobs.gateway}"} == 1`,
  };
}

/** Whether no target of a service was healthy, sample by sample; none before the first one was. */
export const loadBalancerDown = 'ninefold:load_balancer_down';

/** {@link loadBalancerDown} of one service. Targets that are still being deployed have not been lost. */
export function downOfService({ name }: WatchedService): string {
  const healthy = `${healthyTargets}{job="${scrapeJobs.loadBalancer}",name="${name}"}`;
  return `(min(${healthy}) < bool 1) and on () (max(max_over_time(${healthy}[3d:5m])) >= 1)`;
}

/**
 * The share of time in which the load balancer has nowhere to send a service's users: what exists outside of the cluster
 * and of all that runs there. A minute is lost when none of the load balancer's nodes finds a healthy target in it. It does
 * not depend on traffic.
 */
export function loadBalancerAvailability({ name }: WatchedService): Indicator {
  const down = `${loadBalancerDown}{service="${name}"}`;
  return {
    errors: `sum(sum_over_time(${down}[$w]))`,
    total: `sum(count_over_time(${down}[$w]))`,
    series: `${healthyTargets}{job="${scrapeJobs.loadBalancer}",name="${name}"}`,
    expected: 'vector(1)',
  };
}

/**
 * What an engine says of its own answers. LMDeploy counts requests that clients have given up as failed.
 *
 * Sources: vLLM 0.27, instrumentation of the API server; SGLang 0.5, metrics_collector.py; LMDeploy 0.16,
 * lmdeploy/metrics/loggers.py.
 */
export function engineAvailability({ name, engine }: WatchedService): Indicator {
  const of = (more = '') => `{job="${scrapeJobs.engine}",service="${name}"${more}}`;
  if (engine === 'vllm') {
    const http = (more: string) => `http_requests_total${of(`,handler=~"/v1/.*"${more}`)}`;
    return {
      errors: `sum(rate(${http(',status="5xx"')}[$w]))`,
      total: `sum(rate(${http('')}[$w]))`,
      series: http(''),
      // The series begins with the first request.
      expected: `increase(vllm:request_success_total${of()}[10m]) > 0`,
    };
  }
  if (engine === 'sglang') {
    const http = (more: string) => `sglang:http_responses_total${of(`,endpoint=~"/generate|/v1/.*"${more}`)}`;
    return {
      errors: `sum(rate(${http(',status_code=~"5.."')}[$w]))`,
      total: `sum(rate(${http('')}[$w]))`,
      series: http(''),
      expected: `increase(sglang:num_requests_total${of()}[10m]) > 0`,
    };
  }
  const [failed, succeeded] = ['failed', 'succeeded'].map((end) => `lmdeploy:num_requests_${end}${of()}`);
  return {
    errors: `sum(rate(${failed}[$w]))`,
    total: `(sum(rate(${failed}[$w])) + sum(rate(${succeeded}[$w])))`,
    series: succeeded ?? '',
    expected: `up${of()} == 1`,
  };
}

/** @param seconds upper bound of one of the engine's buckets */
export function latencyIndicator({ name, engine }: WatchedService, kind: Latency, seconds: number): Indicator {
  const { metric } = servingMetrics[engine].latency[kind];
  const of = `job="${scrapeJobs.engine}",service="${name}"`;
  const within = `${metric}_bucket{${of},le=~"${boundPattern(seconds)}"}`;
  const total = `sum(rate(${metric}_count{${of}}[$w]))`;
  return {
    errors: `(${total} - sum(rate(${within}[$w])))`,
    total,
    series: within,
    expected: `up{${of}} == 1`,
  };
}

/** Engines and Prometheus 3 write `2.0` what Prometheus 2 keeps as `2`. */
function boundPattern(seconds: number): string {
  const text = String(seconds);
  return text.includes('.') ? text.replace('.', '\\\\.') : `${text}(\\\\.0)?`;
}
