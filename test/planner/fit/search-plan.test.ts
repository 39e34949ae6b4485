import { instanceTypes } from '../../../catalog/instance-types';
import { models } from '../../../catalog/models';
import { type GpuNode, gpuNodeOf } from '../../../planner/fit/gpu-node';
import { type ParallelPlan, planName } from '../../../planner/fit/parallel-plan';
import { searchPlan } from '../../../planner/fit/search-plan';
import { trainingFit } from '../../../planner/fit/training-fit';
import type { TrainingWorkload } from '../../../planner/fit/training-workload';
import { waysToFit } from '../../../planner/fit/ways-to-fit';
import { flatPlan, gpuNode, trainingWorkload } from '../../support/fit';

const qlora = { tuner: 'qlora', baseFormat: 'nf4-double' } as const;

describe('the search for a plan', () => {
  test.each<[what: string, TrainingWorkload, nodes: number, GpuNode, plan: string]>([
    ['QLoRA of 7B on one A10G', trainingWorkload('Qwen/Qwen2.5-7B', qlora), 1, gpuNode('g5.xlarge'), 'DDP'],
    [
      'PPO of 8B, for which Megatron has no trainer',
      trainingWorkload('meta-llama/Llama-3.1-8B', { method: 'ppo' }),
      1,
      gpuNode('p4de.24xlarge'),
      'ZeRO-3',
    ],
    [
      'all of 72B on four nodes',
      trainingWorkload('Qwen/Qwen2.5-72B'),
      4,
      gpuNode('p5.48xlarge'),
      'Megatron, tensor 8, pipeline 2',
    ],
  ])('takes what is known to be best for %s', (_what, job, nodes, where, plan) => {
    const found = searchPlan(job, nodes, where);
    expect(found?.best.verdict).toBe('fits');
    expect(planName(found?.best.plan ?? flatPlan('ddp', 0))).toBe(plan);
  });

  it('splits the layers and the experts of large models as their makers do', () => {
    const large = searchPlan(
      trainingWorkload('meta-llama/Llama-3.1-405B', { sequenceLength: 8192 }),
      64,
      gpuNode('p5.48xlarge'),
    );
    expect(large?.best.plan).toMatchObject({ strategy: 'megatron', tensor: 8, pipeline: 16 });
    const mixture = searchPlan(trainingWorkload('deepseek-ai/DeepSeek-V3'), 64, gpuNode('p5en.48xlarge'));
    expect(mixture?.best.plan.expert).toBeGreaterThan(1);
    expect(mixture?.best.plan.pipeline).toBeGreaterThan(1);
  });

  it('names the runners-up by their speed, each of another kind', () => {
    const found = searchPlan(trainingWorkload('Qwen/Qwen2.5-7B'), 1, gpuNode('p4d.24xlarge'));
    const kinds = found?.runnersUp.map(({ plan }) => planName(plan)) ?? [];
    expect(kinds).toContain('ZeRO-3');
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('keeps the sequences of a step whatever the plan', () => {
    const found = searchPlan(trainingWorkload('Qwen/Qwen2.5-7B'), 1, gpuNode('p4d.24xlarge'));
    const steps = [found?.best, ...(found?.runnersUp ?? [])].map((fit) => fit?.speed.tokensPerStep);
    expect(new Set(steps)).toEqual(new Set([4096 * 16 * 8]));
  });

  it('answers for every method, tuner and model on small and large GPUs, with numbers', () => {
    const methods = ['pt', 'dpo', 'kto', 'simpo', 'orpo', 'cpo', 'rm', 'ppo', 'grpo', 'gkd'] as const;
    const wrong = models.flatMap(({ huggingFace, architecture }) =>
      methods.flatMap((method) =>
        (['full', 'lora', 'qlora'] as const).flatMap((tuner) =>
          ['g4dn.xlarge', 'p5.48xlarge'].flatMap((type) => {
            const found = searchPlan({ ...trainingWorkload(huggingFace), method, tuner }, 1, gpuNode(type));
            if (found === undefined) return tuner === 'qlora' && architecture.moe ? [] : [`${huggingFace} ${method}`];
            const { memory, speed } = found.best;
            const numbers = [...Object.values(memory.parts), memory.allocated, memory.host, ...Object.values(speed)];
            return numbers.every((value) => Number.isFinite(value) && value >= 0) ? [] : [`${huggingFace} ${method}`];
          }),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('answers for every model on every GPU, with numbers', () => {
    const nodes = instanceTypes.map(gpuNodeOf).filter((each) => each !== undefined);
    const wrong = models.flatMap(({ huggingFace, architecture }) =>
      nodes.flatMap((where) =>
        (['full', 'lora', 'qlora'] as const).flatMap((tuner) => {
          const job = {
            ...trainingWorkload(huggingFace),
            model: architecture,
            tuner,
            baseFormat: tuner === 'qlora' ? 'nf4-double' : 'bf16',
          } as const;
          const found = searchPlan(job, 1, where);
          // Quantisation leaves experts out, so a mixture has no such plan.
          if (found === undefined)
            return tuner === 'qlora' && architecture.moe
              ? []
              : [`${huggingFace} ${tuner} on ${where.instanceType}: none`];
          const { memory, speed } = found.best;
          const numbers = [...Object.values(memory.parts), memory.allocated, memory.host, ...Object.values(speed)];
          return numbers.every((value) => Number.isFinite(value) && value >= 0)
            ? []
            : [`${huggingFace} ${tuner} on ${where.instanceType}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('fits that are known', () => {
  it('DPO of all weights of Qwen-7B with ZeRO-3 takes four GPUs with 80 GB', () => {
    const job = trainingWorkload('Qwen/Qwen-7B', { method: 'dpo', sequenceLength: 2048 });
    const on = (gpus: number) =>
      trainingFit(job, { plan: flatPlan('zero3', gpus), nodes: 1, node: gpuNode('p4de.24xlarge', gpus) });
    expect(on(4).verdict).toBe('fits');
    expect(on(1).verdict).toBe('does not fit');
  });

  it('all of Qwen-14B on four A100 with 40 GB needs the host’s memory', () => {
    const job = trainingWorkload('Qwen/Qwen-14B', { sequenceLength: 2048 });
    const on = (offload: ParallelPlan['offload']) =>
      trainingFit(job, { plan: flatPlan('zero3', 4, offload), nodes: 1, node: gpuNode('p4d.24xlarge', 4) });
    expect(on('none').verdict).toBe('does not fit');
    expect(on('optimizer-and-parameters').verdict).toBe('fits');
    expect(on('optimizer').memory.allocated).toBeLessThan(20);
    // 14.17 billion × 18 bytes × 1.5.
    expect(on('optimizer-and-parameters').memory.host).toBeCloseTo(356, 0);
  });

  it('QLoRA takes a share of full training that depends on the length, not a constant', () => {
    const share = (sequenceLength: number) => {
      const where = { plan: flatPlan('zero3', 1), nodes: 1, node: gpuNode('p4de.24xlarge', 1) };
      const small = trainingFit(trainingWorkload('Qwen/Qwen-7B', { ...qlora, sequenceLength }), {
        ...where,
        plan: flatPlan('ddp', 1),
      });
      return (
        small.memory.allocated /
        trainingFit(trainingWorkload('Qwen/Qwen-7B', { sequenceLength }), where).memory.allocated
      );
    };
    expect(share(512)).toBeGreaterThan(0.05);
    expect(share(512)).toBeLessThan(0.1);
    expect(share(8192)).toBeGreaterThan(0.15);
    expect(share(8192)).toBeLessThan(0.25);
  });
});

describe('what is not taken', () => {
  it('is faster and too large, or slower, or a fit by less', () => {
    const found = searchPlan(trainingWorkload('Qwen/Qwen2.5-72B', { tuner: 'lora' }), 1, gpuNode('g5.48xlarge'));
    expect(found?.tooLarge.map(({ plan }) => planName(plan))).toContain('DDP');
    for (const { verdict, speed } of found?.tooLarge ?? []) {
      expect(verdict).toBe('does not fit');
      expect(speed.tokensPerSecond).toBeGreaterThan(found?.best.speed.tokensPerSecond ?? 0);
    }
    expect(found?.fitting).toBeLessThan(found?.examined ?? 0);
  });

  it('is nothing where not even the smallest plan fits', () => {
    const found = searchPlan(trainingWorkload('deepseek-ai/DeepSeek-V3'), 1, gpuNode('g4dn.xlarge'));
    expect(found).toMatchObject({ best: { verdict: 'does not fit' }, runnersUp: [], tooLarge: [], fitting: 0 });
  });
});

describe('GPUs without bfloat16', () => {
  it('keep all weights in float32', () => {
    const weights = (type: string) =>
      trainingFit(trainingWorkload('Qwen/Qwen2.5-0.5B'), { plan: flatPlan('ddp', 1), nodes: 1, node: gpuNode(type) })
        .memory.parts;
    expect(weights('g4dn.xlarge').weights).toBeCloseTo(2 * weights('g6.xlarge').weights, 5);
    expect(weights('g4dn.xlarge').optimizer).toBeCloseTo(2 * weights('g6.xlarge').optimizer, 5);
  });
});

describe('ways to fit', () => {
  it('go from another way to split to more nodes, adapters and larger GPUs', () => {
    const job = trainingWorkload('Qwen/Qwen2.5-7B', { sequenceLength: 2048 });
    const ways = (plan: ParallelPlan | undefined, where: GpuNode) =>
      waysToFit({ workload: job, plan, nodes: 1, node: where, maxNodes: 4 }).map(({ change }) => change);
    expect(ways(flatPlan('zero2', 8), gpuNode('p4d.24xlarge'))[0]).toBe('ZeRO-2 → ZeRO-3');
    expect(ways(undefined, gpuNode('g5.12xlarge'))).toEqual(['1 → 2 nodes', '1 → 4 nodes', 'LoRA']);
    expect(ways(flatPlan('ddp', 1), gpuNode('g5.xlarge'))).toContain('QLoRA');
  });

  it('all lead to a job that fits', () => {
    const situation = {
      workload: trainingWorkload('Qwen/Qwen2.5-72B'),
      plan: flatPlan('zero3', 8),
      nodes: 1,
      node: gpuNode('p4d.24xlarge'),
      maxNodes: 8,
    };
    const ways = waysToFit(situation);
    expect(ways).not.toEqual([]);
    for (const { fit } of ways) expect(fit.verdict).not.toBe('does not fit');
  });
});
