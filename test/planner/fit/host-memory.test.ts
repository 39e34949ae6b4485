import type { ParallelPlan } from '../../../planner/fit/parallel-plan';
import { trainingMemory } from '../../../planner/fit/training-memory';
import type { TrainingWorkload } from '../../../planner/fit/training-workload';
import { flatPlan, trainingWorkload } from '../../support/fit';

function memory(more: Partial<TrainingWorkload>, offload: ParallelPlan['offload'], nodes = 1, gpusPerNode = 8) {
  const workload = trainingWorkload('Qwen/Qwen-14B', { sequenceLength: 2048, ...more });
  return trainingMemory(workload, { plan: flatPlan('zero3', nodes * gpusPerNode, offload), nodes, gpusPerNode }, 40);
}

describe('the memory of a node', () => {
  it('holds 16 or 18 bytes of each of 14.17 billion parameters, and half as much for buffers', () => {
    expect(memory({}, 'none').host).toBe(0);
    expect(memory({}, 'optimizer').host).toBeCloseTo(316.7, 1);
    expect(memory({}, 'optimizer-and-parameters').host).toBeCloseTo(356.2, 1);
  });

  it('is shared by the nodes', () => {
    expect(memory({}, 'optimizer-and-parameters', 2).host).toBeCloseTo(178.1, 1);
  });

  it('holds the reference model as well, if parameters leave the GPU', () => {
    // Two more bytes of each parameter.
    expect(memory({ method: 'dpo' }, 'optimizer-and-parameters').host).toBeCloseTo(395.8, 1);
    expect(memory({ method: 'dpo' }, 'optimizer').host).toBeCloseTo(316.7, 1);
  });

  it('holds the model under adapters, which then leaves the GPU', () => {
    const lora = memory({ tuner: 'lora' }, 'optimizer-and-parameters');
    // 14.17 billion × 2 bytes × 1.5, and some for the adapters.
    expect(lora.host).toBeGreaterThan(39.6);
    expect(lora.host).toBeLessThan(41);
    expect(lora.parts.weights).toBe(0);
  });

  it('sends what it holds to one GPU layer by layer', () => {
    // Four bytes for each of the 778 million parameters of the embedding.
    expect(memory({}, 'optimizer-and-parameters', 1, 1).parts.buffers).toBeCloseTo(2.9, 1);
    expect(memory({}, 'none', 1, 1).parts.buffers).toBe(0);
  });
});
