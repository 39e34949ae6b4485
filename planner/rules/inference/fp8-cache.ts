import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const fp8Cache: Rule = {
  id: 'inference/fp8-cache',
  severity: 'warning',
  summary: 'A cache in 8 bits runs on GPUs that compute in 8 bits.',
  why: 'Older GPUs convert every read, which costs more time than the smaller cache saves.',
  fix: 'Remove `kvCache`, or use GPUs from L4 and H100 on.',
  source: 'vLLM documentation, "Quantized KV cache"',
  check(subject) {
    return checkServices(subject, ({ service, node }) => {
      if (service.kvCache !== 'fp8' || node === undefined || node.computeCapability >= 8.9) return [];
      return [
        {
          field: ['kvCache'],
          message: `${node.gpu} does not compute in 8 bits`,
          expected: 'a GPU of compute capability 8.9 or newer',
          found: `${node.gpu}, ${node.computeCapability}`,
          fix: 'set kvCache to auto',
        },
      ];
    });
  },
};
