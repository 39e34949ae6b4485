import { roomFactor } from '../../fit/serving-fit';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';
import { waysFor } from './ways-for';

export const tight: Rule = {
  id: 'inference/tight',
  severity: 'warning',
  summary: 'A service has room for more than one sequence of its context length.',
  why: 'Two long requests at once already wait for each other, and the engine recomputes what it has to push out.',
  fix: 'Take one of the changes that the finding names, or accept that long requests run one by one.',
  source: 'vLLM 0.27 documentation, "Optimization and tuning" (preemption)',
  check(subject) {
    return checkServices(subject, ({ service, plan, node }) => {
      const { fit } = plan;
      if (fit?.verdict !== 'tight' || node === undefined) return [];
      const ways = waysFor(subject, service, node);
      return [
        {
          field: [],
          message: `${service.name} holds ${fit.cacheTokens} tokens, hardly more than one sequence of ${plan.contextLength}`,
          expected: `${Math.ceil(roomFactor * plan.contextLength)} or more`,
          found: String(fit.cacheTokens),
          fix: ways.length === 0 ? 'use GPUs with more memory' : `it would have room with ${ways.join(', or ')}`,
        },
      ];
    });
  },
};
