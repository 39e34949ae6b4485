import { legalPlans } from '../../../planner/fit/legal-plans';
import type { ParallelPlan } from '../../../planner/fit/parallel-plan';
import { planProblem } from '../../../planner/fit/plan-problem';
import { flatPlan, trainingWorkload } from '../../support/fit';

const workload = (model: string) => trainingWorkload(model, { sequenceLength: 8192 });

const plain = flatPlan('megatron', 16);

const problem = (plan: Partial<ParallelPlan>, job = workload('Qwen/Qwen2.5-7B')) =>
  planProblem(job, { plan: { ...plain, ...plan }, nodes: 2, gpusPerNode: 8 });

describe('a plan that someone names', () => {
  test.each<[string, Partial<ParallelPlan>, RegExp | undefined]>([
    ['degrees that divide the GPUs', { tensor: 4, pipeline: 2 }, undefined],
    ['degrees that do not', { pipeline: 3 }, /16 GPUs cannot be divided/],
    ['a layer over two nodes', { tensor: 16 }, /does not stay inside a node of 8/],
    ['heads that do not divide', { tensor: 8 }, /28 heads cannot be split over 8/],
    ['experts of a dense model', { expert: 2 }, /no experts/],
    ['ZeRO with stages', { strategy: 'zero3', pipeline: 2 }, /zero3 does not split layers, and pipeline is 2/],
    ['ZeRO without', { strategy: 'zero3' }, undefined],
    ['ZeRO whose GPUs share sequences', { strategy: 'zero3', context: 2 }, undefined],
    [
      'sequences shared by more GPUs than divide',
      { strategy: 'zero3', context: 3 },
      /16 GPUs cannot be divided by context 3/,
    ],
    ['offloading with DDP', { strategy: 'ddp', offload: 'optimizer' }, /ddp does not offload/],
    ['parameters that ZeRO-2 keeps', { strategy: 'zero2', offload: 'optimizer-and-parameters' }, /zero2 keeps/],
  ])('%s', (_what, plan, message) => {
    if (message === undefined) expect(problem(plan)).toBeUndefined();
    else expect(problem(plan)).toMatch(message);
  });

  it('shares no sequences in methods that cannot', () => {
    const job = { ...workload('Qwen/Qwen2.5-7B'), method: 'kto' as const };
    expect(problem({ strategy: 'zero3', context: 2 }, job)).toBe('kto cannot share a sequence between GPUs with zero3');
  });

  it('is possible if the search looks at it', () => {
    for (const name of ['Qwen/Qwen2.5-7B', 'Qwen/Qwen3-30B-A3B', 'deepseek-ai/DeepSeek-V3']) {
      const job = workload(name);
      const plans = legalPlans(job, 2, 8);
      expect(plans.length).toBeGreaterThan(10);
      expect(plans.filter((plan) => planProblem(job, { plan, nodes: 2, gpusPerNode: 8 }) !== undefined)).toEqual([]);
    }
  });
});
