import type { Engine } from './engines';
import type { Dated } from './table';

/** A histogram of an engine, in seconds. */
export interface LatencyHistogram {
  /** Name without `_bucket`. */
  readonly metric: string;
  /** Upper bounds of its buckets, in seconds: only at these a share of the requests can be counted exactly. */
  readonly buckets: readonly number[];
}

/** What requests wait for: the first token, each further one, the whole answer. */
export const latencies = ['ttft', 'itl', 'e2e'] as const;

export type Latency = (typeof latencies)[number];

/** What an engine says about its own work. */
export interface ServingMetrics {
  /** Whether an engine with an API key gives them to those only that send it. */
  readonly behindKey: boolean;
  /** Requests that are worked on. */
  readonly running: string;
  /** Requests that wait; their sum where there are several queues. */
  readonly waiting: readonly string[];
  /** Use of the key-value cache, 0 to 1. */
  readonly cache: string;
  /** Series of which at least one changes with every step, as long as the engine works. */
  readonly heartbeat: readonly string[];
  readonly tokens: { readonly prompt: string; readonly generated: string };
  readonly latency: Readonly<Record<Latency, LatencyHistogram>>;
}

export const servingMetricsAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'vLLM 0.27, documentation "Metrics" and vllm/v1/metrics/loggers.py; SGLang 0.5, srt/observability/metrics_collector.py and ' +
    'srt/utils/auth.py; LMDeploy 0.16, lmdeploy/metrics/loggers.py and lmdeploy/serve/utils/server_utils.py',
};

const vllmFirstToken = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const vllmNextToken = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];
const vllmAnswer = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];

const sglangFirstToken = [0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400];
const sglangNextToken = [
  0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4,
  6, 8,
];

/**
 * Metrics by engine. LMDeploy has taken over vLLM's buckets. SGLang counts tokens when a request is done, so that the
 * fill of its cache and its throughput, which change with the tokens, belong to its heartbeat.
 */
export const servingMetrics: Readonly<Record<Engine, ServingMetrics>> = {
  vllm: {
    behindKey: false,
    running: 'vllm:num_requests_running',
    waiting: ['vllm:num_requests_waiting'],
    cache: 'vllm:kv_cache_usage_perc',
    heartbeat: ['vllm:iteration_tokens_total_count', 'vllm:generation_tokens_total'],
    tokens: { prompt: 'vllm:prompt_tokens_total', generated: 'vllm:generation_tokens_total' },
    latency: {
      ttft: { metric: 'vllm:time_to_first_token_seconds', buckets: vllmFirstToken },
      itl: { metric: 'vllm:inter_token_latency_seconds', buckets: vllmNextToken },
      e2e: { metric: 'vllm:e2e_request_latency_seconds', buckets: vllmAnswer },
    },
  },
  sglang: {
    behindKey: false,
    running: 'sglang:num_running_reqs',
    waiting: ['sglang:num_queue_reqs'],
    cache: 'sglang:token_usage',
    heartbeat: ['sglang:generation_tokens_total', 'sglang:token_usage', 'sglang:gen_throughput'],
    tokens: { prompt: 'sglang:prompt_tokens_total', generated: 'sglang:generation_tokens_total' },
    latency: {
      ttft: { metric: 'sglang:time_to_first_token_seconds', buckets: sglangFirstToken },
      itl: { metric: 'sglang:inter_token_latency_seconds', buckets: sglangNextToken },
      e2e: { metric: 'sglang:e2e_request_latency_seconds', buckets: [...sglangFirstToken, 600, 1200, 1800, 2400] },
    },
  },
  lmdeploy: {
    behindKey: true,
    running: 'lmdeploy:num_requests_running',
    waiting: ['lmdeploy:num_requests_waiting', 'lmdeploy:num_api_requests_waiting'],
    cache: 'lmdeploy:gpu_cache_usage_perc',
    heartbeat: ['lmdeploy:iteration_tokens_total_count', 'lmdeploy:generation_tokens_total'],
    tokens: { prompt: 'lmdeploy:prompt_tokens_total', generated: 'lmdeploy:generation_tokens_total' },
    latency: {
      ttft: { metric: 'lmdeploy:time_to_first_token_seconds', buckets: vllmFirstToken },
      itl: { metric: 'lmdeploy:time_per_output_token_seconds', buckets: vllmNextToken },
      e2e: { metric: 'lmdeploy:e2e_request_latency_seconds', buckets: vllmAnswer },
    },
  },
};
