import { models } from '../../../catalog/models';
import { kvBytesPerToken, kvBytesPerTokenOfGpu } from '../../../planner/fit/kv-cache';
import { countParameters } from '../../../planner/fit/parameters';
import { weightBytes } from '../../../planner/fit/weights';
import { architectureOf } from '../../support/fit';

describe('the number of parameters', () => {
  test.each(models.map((model) => [model.huggingFace, model] as const))(
    'of %s is the published one',
    (_name, { architecture, parametersB, activeParametersB }) => {
      const { total, active } = countParameters(architecture);
      expect(Math.abs(total / 1e9 / parametersB - 1)).toBeLessThan(0.005);
      expect(Math.abs(active / 1e9 / (activeParametersB ?? parametersB) - 1)).toBeLessThan(0.005);
    },
  );

  it('is exact where it is published to the last digit', () => {
    // Hugging Face PEFT, method_comparison: Llama-3.2-3B.
    expect(countParameters(architectureOf('meta-llama/Llama-3.2-3B')).total).toBe(3_212_749_824);
  });

  it('of a mixture of experts is larger than what a token passes', () => {
    const { total, active, experts } = countParameters(architectureOf('Qwen/Qwen3-30B-A3B'));
    expect(total / 1e9).toBeCloseTo(30.53, 1);
    expect(active / 1e9).toBeCloseTo(3.35, 1);
    expect(experts).toBeLessThan(total);
  });
});

describe('the cache of keys and values', () => {
  it('takes what is published for a token', () => {
    expect(kvBytesPerToken(architectureOf('Qwen/Qwen-7B'))).toBe(524_288);
    // Latent attention: one vector of 576 numbers a layer.
    expect(kvBytesPerToken(architectureOf('deepseek-ai/DeepSeek-V3'))).toBe(70_272);
    expect(kvBytesPerToken(architectureOf('deepseek-ai/DeepSeek-V2-Lite'))).toBe(31_104);
    expect(kvBytesPerToken(architectureOf('Qwen/Qwen-7B'), 'fp8')).toBe(262_144);
  });

  it('is split over GPUs as long as there are heads, and copied beyond', () => {
    const qwen = architectureOf('Qwen/Qwen2.5-7B'); // four heads of keys
    const whole = kvBytesPerToken(qwen);
    expect(kvBytesPerTokenOfGpu(qwen, 2, 1)).toBe(whole / 2);
    expect(kvBytesPerTokenOfGpu(qwen, 4, 1)).toBe(whole / 4);
    expect(kvBytesPerTokenOfGpu(qwen, 8, 1)).toBe(whole / 4);
    expect(kvBytesPerTokenOfGpu(qwen, 4, 2)).toBe(whole / 8);
  });
});

describe('the weights', () => {
  it('of Qwen-7B take 14.4 GiB in 16 bits and 5.4 in AWQ', () => {
    const qwen = architectureOf('Qwen/Qwen-7B');
    expect(weightBytes(qwen, 'bf16') / 2 ** 30).toBeCloseTo(14.38, 2);
    expect(weightBytes(qwen, 'awq') / 2 ** 30).toBeCloseTo(5.45, 1);
    expect(weightBytes(qwen, 'nf4-double')).toBeLessThan(weightBytes(qwen, 'nf4'));
  });
});
