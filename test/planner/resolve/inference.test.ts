import { environmentOf, type Spec } from '../../support/spec';

describe('a larger replica that serves more with each GPU', () => {
  const larger = (parallelism: Spec) => {
    const { inference } = environmentOf((spec) => {
      spec.pools[1].instanceTypes = ['g6e.12xlarge'];
      Object.assign(spec.inference[1], { model: 'small', pool: spec.pools[1].name, parallelism });
      spec.models.push({ name: 'small', source: 'hf://Qwen/Qwen2.5-32B', revision: 'main' });
    });
    return inference[1]?.fasterPerGpu?.parallel;
  };

  it('is named where the planner places, and not where the spec does', () => {
    expect(larger('auto')).toEqual({ tensor: 4, pipeline: 1 });
    expect(larger({ tensor: 2 })).toBeUndefined();
  });
});

describe('the weights of a service', () => {
  const weightsOf = (change: (service: Spec, spec: Spec) => void) => {
    const { inference } = environmentOf((spec) => change(spec.inference[1], spec));
    return inference[1]?.fit?.memory.weights ?? 0;
  };
  const exported = (bits: number) =>
    weightsOf((service, spec) => {
      service.quantization = 'gptq';
      spec.training[0].export = { quantization: 'gptq', bits };
    });
  const fetched = (source: string) =>
    weightsOf((service, spec) => {
      Object.assign(service, { model: 'small', quantization: 'gptq' });
      spec.models.push({ name: 'small', source, revision: 'main' });
    });

  it('are twice as large where a job has exported them in 8 bits as in 4', () => {
    expect(exported(8) / exported(4)).toBeGreaterThan(1.5);
  });

  it('are in 8 bits where their name on the hub says so', () => {
    const [eight, four] = ['Int8', 'Int4'].map((bits) => fetched(`hf://Qwen/Qwen2.5-72B-Instruct-GPTQ-${bits}`));
    // 70.2 billion parameters of 1.02 and 0.52 bytes and 2.5 billion of 2 on four GPUs, in GiB.
    expect(eight).toBeCloseTo(17.9, 1);
    expect(four).toBeCloseTo(9.7, 1);
  });
});
