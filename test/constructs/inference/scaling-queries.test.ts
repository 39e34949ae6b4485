import type { Engine } from '../../../catalog/engines';
import {
  type QueriedService,
  type ScalingQuery,
  scalingQueries,
  wakeQuery,
} from '../../../constructs/inference/scaling-queries';
import type { ScalingSignal } from '../../../constructs/inference/served-service';
import { itWithTool } from '../../support/debian-tools';
import { promtoolProblems, type SeriesOf } from '../../support/serving/promtool';

const it = itWithTool('promtool');

const names: Readonly<Record<Engine, readonly [running: string, waiting: string, cache: string]>> = {
  vllm: ['vllm:num_requests_running', 'vllm:num_requests_waiting', 'vllm:kv_cache_usage_perc'],
  sglang: ['sglang:num_running_reqs', 'sglang:num_queue_reqs', 'sglang:token_usage'],
  lmdeploy: ['lmdeploy:num_requests_running', 'lmdeploy:num_requests_waiting', 'lmdeploy:gpu_cache_usage_perc'],
};
const engines = Object.keys(names) as Engine[];

/** Ten minutes of a steady load on each of some pods. */
function steady(engine: Engine, pods: readonly string[], running: number, waiting: number, cache: number): SeriesOf {
  const values = [running, waiting, cache];
  return Object.fromEntries(
    pods.flatMap((pod) =>
      names[engine].map((metric, index) => [
        `${metric}{namespace="inference",pod="${pod}",model_name="m"}`,
        `${values[index]}x40`,
      ]),
    ),
  );
}

const service = (engine: Engine, nodesPerReplica = 1): QueriedService => ({
  name: 'chat',
  engine,
  nodesPerReplica,
});

/** What the HorizontalPodAutoscaler makes of values whose target is an average. */
function desired(queries: readonly ScalingQuery[], values: readonly number[], min: number, max: number): number {
  const wanted = queries.map(({ threshold }, index) => Math.ceil((values[index] ?? 0) / threshold));
  return Math.min(max, Math.max(min, ...wanted));
}

/** Lets Prometheus confirm the values, and returns the replicas. */
function replicasFor(
  engine: Engine,
  signal: ScalingSignal,
  series: SeriesOf,
  values: readonly number[],
  nodesPerReplica = 1,
): number {
  const queries = scalingQueries(service(engine, nodesPerReplica), signal);
  expect(queries).toHaveLength(values.length);
  expect(
    promtoolProblems(queries.map(({ query }, index) => ({ series, at: '10m', query, value: values[index] }))),
  ).toBe('');
  return desired(queries, values, 2, 12);
}

const two = ['chat-6d9f7c5b8-x2x4z', 'chat-6d9f7c5b8-b7k9q'];

describe('replicas that follow the load of an engine, by Prometheus', () => {
  it.each(engines)('%s: come when requests wait, as many as the queue takes', (engine) => {
    expect(replicasFor(engine, { on: 'queue', target: 4 }, steady(engine, two, 30, 10, 0.5), [20, 1])).toBe(5);
  });

  it.each(engines)('%s: stay when nobody waits because they are there', (engine) => {
    expect(
      replicasFor(
        engine,
        { on: 'queue', target: 4 },
        steady(engine, [...two, 'chat-6d9f7c5b8-zzzzz'], 30, 0, 0.5),
        [0, 1.5],
      ),
    ).toBe(3);
  });

  it.each(engines)('%s: go when there is little to do', (engine) => {
    expect(replicasFor(engine, { on: 'queue', target: 4 }, steady(engine, two, 1, 0, 0.0625), [0, 0.125])).toBe(2);
  });

  it.each(engines)('%s: follow running requests and those that wait to run', (engine) => {
    expect(replicasFor(engine, { on: 'running', target: 24 }, steady(engine, two, 32, 16, 0.5), [96])).toBe(4);
  });

  it.each(engines)('%s: follow the use of the cache in per cent', (engine) => {
    expect(replicasFor(engine, { on: 'cache', target: 60 }, steady(engine, two, 32, 0, 0.75), [150])).toBe(3);
  });

  it('lmdeploy: count those that wait before the engine, too', () => {
    const series = {
      ...steady('lmdeploy', two, 30, 2, 0.5),
      'lmdeploy:num_api_requests_waiting{namespace="inference",pod="chat-6d9f7c5b8-x2x4z"}': '8x40',
    };
    expect(replicasFor('lmdeploy', { on: 'queue', target: 4 }, series, [12, 1])).toBe(3);
  });

  it('count the pods of the service only, whatever others are called, and not its canary', () => {
    const strangers = [
      'chat-long-6d9f7c5b8-x2x4z',
      'chat-long-0',
      'chat-0',
      'chat-headroom-6d9f7c5b8-x2x4z',
      'my-chat-6d9f7c5b8-x2x4z',
    ];
    const series = {
      ...steady('vllm', strangers, 9, 9, 0.5),
      ...steady('vllm', ['chat-canary-7c6b5d9f8-b7k9q', ...two], 4, 1, 0.25),
    };
    expect(replicasFor('vllm', { on: 'queue', target: 4 }, series, [2, 0.5])).toBe(2);
  });

  it('count the leaders of replicas on several nodes', () => {
    const series = {
      ...steady('vllm', ['chat-0', 'chat-1'], 9, 8, 0.5),
      ...steady('vllm', ['chat-long-0', 'chat-0-1', ...two], 9, 9, 0.5),
    };
    expect(replicasFor('vllm', { on: 'queue', target: 4 }, series, [16, 1], 2)).toBe(4);
  });

  it('have no value when no engine says anything, so that no replica goes because of that', () => {
    const queries = scalingQueries(service('vllm'), { on: 'queue', target: 4 });
    const series = steady('vllm', ['other-6d9f7c5b8-x2x4z'], 1, 1, 0.5);
    expect(promtoolProblems(queries.map(({ query }) => ({ series, at: '10m', query, value: undefined })))).toBe('');
  });

  it('wake by a request to the gateway, and sleep without', () => {
    const requests = (proxy: string) =>
      `haproxy_backend_http_requests_total{namespace="inference",pod="gateway-1",proxy="${proxy}"}`;
    const query = wakeQuery('chat');
    const quiet = { [requests('chat')]: '5x40', [requests('other')]: '0+1x40' };
    const asked = { [requests('chat')]: '5x35 6x5' };
    expect(promtoolProblems([{ series: quiet, at: '10m', query, value: 0 }])).toBe('');
    expect(promtoolProblems([{ series: asked, at: '10m', query, value: 0 }])).not.toBe('');
  });
});
