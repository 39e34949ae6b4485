import type { Rule } from '../rule';
import { checkServices } from './service-rule';
import { waysFor } from './ways-for';

export const doesNotFit: Rule = {
  id: 'inference/does-not-fit',
  severity: 'error',
  summary: 'A service has room for its weights and one sequence of its context length.',
  why: 'The engine stops while it starts, in every region, after the nodes were started and the weights fetched.',
  fix: 'Take one of the changes that the finding names, which are tried in the order of their effort.',
  source: 'Ninefold: docs/inference.md; vLLM 0.27, gpu_worker.py',
  check(subject) {
    return checkServices(subject, ({ service, plan, node, model }) => {
      const { fit } = plan;
      if (fit?.verdict !== 'does not fit' || node === undefined || model === undefined) return [];
      const ways = waysFor(subject, service, node);
      const needed = fit.memory.weights + fit.memory.activations + fit.memory.overhead;
      const noCache = fit.cacheTokens === 0;
      return [
        {
          field: noCache ? [] : ['contextLength'].filter(() => service.contextLength !== undefined),
          message: noCache
            ? `${service.name} needs ${needed.toFixed(1)} GiB on each of ${plan.gpusPerReplica} GPUs before its first token, and ${node.gpu} has ${fit.usableGib} GiB`
            : `${service.name} holds ${fit.cacheTokens} tokens, and one sequence has ${plan.contextLength}`,
          expected: noCache ? `less than ${fit.usableGib} GiB` : `at most ${fit.cacheTokens}`,
          found: noCache ? `${needed.toFixed(1)} GiB` : String(plan.contextLength),
          fix: ways.length === 0 ? 'use GPUs with more memory' : `it would fit with ${ways.join(', or ')}`,
        },
      ];
    });
  },
};
