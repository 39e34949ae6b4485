import { findModel, models, weightsGib } from '../../catalog/models';

describe('the table of models', () => {
  it('finds a model by its name on either hub, in whatever case', () => {
    expect(findModel('qwen/Qwen-7B')?.huggingFace).toBe('Qwen/Qwen-7B');
    expect(findModel('LLM-Research/Meta-Llama-3.1-8B')?.huggingFace).toBe('meta-llama/Llama-3.1-8B');
    expect(findModel('acme/unheard-of')).toBeUndefined();
  });

  it('takes a tuned model for as large as the one that it was made from', () => {
    expect(findModel('Qwen/Qwen2.5-7B-Instruct')?.huggingFace).toBe('Qwen/Qwen2.5-7B');
    expect(findModel('qwen/Qwen-7B-Chat')?.huggingFace).toBe('Qwen/Qwen-7B');
  });

  it('knows the size of the weights by their number and type', () => {
    const gib = (name: string) => weightsGib(findModel(name) ?? (models[0] as never));
    // 7,721,324,544 parameters of two bytes.
    expect(gib('Qwen/Qwen-7B')).toBeCloseTo(14.38, 1);
    // One byte each.
    expect(gib('deepseek-ai/DeepSeek-V3')).toBeCloseTo(625, 0);
  });

  it('has each model once', () => {
    const names = models.map(({ huggingFace }) => huggingFace.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('have as many positions as the configuration of the model that is meant', () => {
    const positions = (name: string) => findModel(name)?.architecture.maxPositions;
    expect(positions('Qwen/Qwen2.5-7B')).toBe(131_072);
    expect(positions('Qwen/Qwen2.5-7B-Instruct')).toBe(32_768);
    expect(positions('qwen/Qwen2.5-7B-Instruct-AWQ')).toBe(32_768);
    expect(positions('meta-llama/Llama-3.1-405B-Instruct')).toBe(131_072);
  });
});
