import type { Engine } from '../../../catalog/engines';
import { instanceTypes } from '../../../catalog/instance-types';
import { models } from '../../../catalog/models';
import { gpuNodeOf } from '../../../planner/fit/gpu-node';
import { fasterPerGpu, searchServing, tokensPerGpu } from '../../../planner/fit/search-serving';
import { servingFit } from '../../../planner/fit/serving-fit';
import type { ServingWorkload } from '../../../planner/fit/serving-workload';
import { tensorProblemOf } from '../../../planner/fit/tensor-problem';
import { waysToServe } from '../../../planner/fit/ways-to-serve';
import { architectureOf, gpuNode } from '../../support/fit';

function workload(name: string, more: Partial<ServingWorkload> = {}): ServingWorkload {
  const model = architectureOf(name);
  return { model, engine: 'vllm', weights: 'bf16', cache: 'bf16', contextLength: 8192, ...more };
}

describe('the search for a placement', () => {
  test.each<[string, ServingWorkload, string, number, { tensor: number; pipeline: number }]>([
    ['7B on one A10G', workload('Qwen/Qwen2.5-7B'), 'g5.12xlarge', 4, { tensor: 1, pipeline: 1 }],
    ['32B on four L40S', workload('Qwen/Qwen2.5-32B'), 'g6e.12xlarge', 4, { tensor: 2, pipeline: 1 }],
    ['70B on eight A100', workload('meta-llama/Llama-3.1-70B'), 'p4d.24xlarge', 2, { tensor: 8, pipeline: 1 }],
    [
      '405B on nodes with eight H100',
      workload('meta-llama/Llama-3.1-405B'),
      'p5.48xlarge',
      4,
      { tensor: 8, pipeline: 2 },
    ],
    [
      '405B in FP8 on one such node',
      workload('meta-llama/Llama-3.1-405B', { weights: 'fp8' }),
      'p5.48xlarge',
      4,
      { tensor: 8, pipeline: 1 },
    ],
    [
      '405B with LMDeploy, which has no stages',
      workload('meta-llama/Llama-3.1-405B', { engine: 'lmdeploy' }),
      'p5.48xlarge',
      4,
      { tensor: 16, pipeline: 1 },
    ],
  ])('takes the fewest GPUs for %s', (_what, job, type, maxNodes, parallel) => {
    const fit = searchServing(job, gpuNode(type), maxNodes);
    expect(fit).toMatchObject({ verdict: 'fits', parallel });
  });

  it.each<[string, ServingWorkload, string, number | undefined]>([
    ['weights fill two L40S', workload('Qwen/Qwen2.5-32B'), 'g6e.12xlarge', 4],
    ['one GPU of a node holds many sequences', workload('Qwen/Qwen2.5-1.5B'), 'g6e.12xlarge', undefined],
    ['there is no other GPU', workload('Qwen/Qwen2.5-7B'), 'g5.xlarge', undefined],
    ['the node is taken already', workload('meta-llama/Llama-3.1-70B'), 'p4d.24xlarge', undefined],
  ])('names what serves well more with each GPU, or nothing: %s', (_what, job, type, tensor) => {
    const node = gpuNode(type);
    const placed = searchServing(job, node, 1);
    const faster = placed && fasterPerGpu(job, placed, node);
    expect(placed).toMatchObject({ verdict: 'fits' });
    expect(faster?.parallel.tensor).toBe(tensor);
    if (placed && faster) expect(tokensPerGpu(faster) / tokensPerGpu(placed)).toBeGreaterThanOrEqual(1.25);
  });

  it('answers for every model, engine and GPU, with numbers', () => {
    const nodes = instanceTypes.map(gpuNodeOf).filter((each) => each !== undefined);
    for (const { huggingFace, architecture } of models) {
      for (const engine of ['vllm', 'sglang', 'lmdeploy'] as const satisfies readonly Engine[]) {
        for (const where of nodes) {
          const fit = searchServing({ ...workload(huggingFace), model: architecture, engine }, where, 1);
          const numbers = fit && [
            ...Object.values(fit.memory),
            fit.cacheTokens,
            fit.loadSeconds,
            ...Object.values(fit.speed),
          ];
          expect([
            huggingFace,
            engine,
            where.instanceType,
            numbers?.every((value) => Number.isFinite(value) && value >= 0),
          ]).toEqual([huggingFace, engine, where.instanceType, true]);
        }
      }
    }
  });
});

describe('a replica', () => {
  it('holds what vLLM logged for Llama-3-8B', () => {
    // vLLM's log: 11.12 GiB of cache are 91,056 tokens.
    const fit = servingFit(workload('meta-llama/Llama-3.1-8B'), { tensor: 1, pipeline: 1 }, gpuNode('g6e.4xlarge'));
    expect(Math.abs((fit.cacheTokens / fit.memory.cache) * 11.12 - 91_056) / 91_056).toBeLessThan(0.01);
  });

  it('holds twice as many tokens with a cache in 8 bits', () => {
    const where = gpuNode('g6e.4xlarge');
    const plain = servingFit(workload('Qwen/Qwen2.5-7B'), { tensor: 1, pipeline: 1 }, where);
    const small = servingFit(workload('Qwen/Qwen2.5-7B', { cache: 'fp8' }), { tensor: 1, pipeline: 1 }, where);
    expect(small.cacheTokens / plain.cacheTokens).toBeCloseTo(2, 2);
  });

  it('loads for longer the larger its weights are', () => {
    const load = (name: string) =>
      servingFit(workload(name), { tensor: 8, pipeline: 1 }, gpuNode('p5.48xlarge')).loadSeconds;
    expect(load('Qwen/Qwen2.5-72B')).toBeGreaterThan(load('Qwen/Qwen2.5-7B') + 60);
  });
});

describe('a split of layers over GPUs', () => {
  it('leaves every GPU as much of each layer as the others', () => {
    // 40 heads could be split over five GPUs, and a width of 13,696 cannot.
    expect(tensorProblemOf('vllm', architectureOf('Qwen/Qwen-14B'), 5)).toMatch(/a width of 13696 cannot be split/);
    expect(tensorProblemOf('vllm', architectureOf('Qwen/Qwen-14B'), 4)).toBeUndefined();
  });

  it('splits experts like other layers', () => {
    const { moe, ...model } = architectureOf('Qwen/Qwen3-30B-A3B');
    if (moe === undefined) throw new Error('it is a mixture');
    const narrow = { ...model, moe: { ...moe, expertFeedForward: 756 } };
    expect(tensorProblemOf('sglang', narrow, 8)).toMatch(/experts of a width of 756 cannot be split over 8 GPUs/);
    expect(tensorProblemOf('sglang', narrow, 4)).toBeUndefined();
  });
});

describe('ways to serve', () => {
  it('go from a shorter context to smaller weights and larger GPUs', () => {
    const job = workload('Qwen/Qwen2.5-14B', { contextLength: 32768 });
    const ways = waysToServe({
      workload: job,
      parallel: { tensor: 1, pipeline: 1 },
      node: gpuNode('g6.12xlarge'),
      maxNodes: 1,
    });
    expect(ways[0]).toBe('parallelism: auto');
    expect(ways).toHaveLength(3);
  });
});
