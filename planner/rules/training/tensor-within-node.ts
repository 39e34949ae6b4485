import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const tensorWithinNode: Rule = {
  id: 'training/tensor-within-node',
  severity: 'error',
  summary: 'GPUs that share a layer are GPUs of one node.',
  why: 'Every layer exchanges activations several times. Over the network that takes longer than the arithmetic.',
  fix: 'Lower `tensor`, and split the layers over nodes with `pipeline`.',
  source: 'NVIDIA Megatron-LM, "Parallelism strategies guide": tensor parallelism inside of a node',
  check(subject) {
    return checkPlans(subject, ({ node }, plan) => {
      if (node === undefined || plan.tensor <= node.count) return undefined;
      return {
        message: `tensor ${plan.tensor} spans nodes: ${node.instanceType} has ${node.count} GPUs`,
        expected: `at most ${node.count}`,
        found: String(plan.tensor),
        fix: `set tensor to ${node.count} and pipeline to ${Math.ceil((plan.tensor * plan.pipeline) / node.count)}`,
        key: 'tensor',
      };
    });
  },
};
