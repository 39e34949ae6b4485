import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const gpuQuantization: Rule = {
  id: 'inference/gpu-quantization',
  severity: 'error',
  summary: 'A GPU computes the quantisation that is served.',
  why: 'The kernels for it need a newer generation, or do not exist for this one yet; the engine stops or falls back to something slow.',
  fix: 'Use another quantisation, or other GPUs.',
  source: 'vLLM documentation, "Quantization", supported hardware; LMDeploy documentation, "W4A16"',
  check(subject) {
    return checkServices(subject, ({ service, node }) => {
      const { quantization, engine } = service;
      const facts = quantization === 'none' ? undefined : engineFacts(engine).quantizations[quantization];
      if (facts === undefined || node === undefined) return [];
      const { capability, newest = Number.POSITIVE_INFINITY } = facts;
      if (node.computeCapability >= capability && node.computeCapability <= newest) return [];
      const bounds = newest === Number.POSITIVE_INFINITY ? `${capability} or newer` : `${capability} to ${newest}`;
      return [
        {
          field: ['quantization'],
          message: `${engine} computes ${quantization} on GPUs of compute capability ${bounds}, and ${node.gpu} has ${node.computeCapability}`,
          expected: `a GPU of compute capability ${bounds}`,
          found: `${node.gpu}, ${node.computeCapability}`,
          fix:
            quantization === 'fp8'
              ? 'use awq, or GPUs from L4 and H100 on'
              : 'use another quantization, or a pool of other GPUs',
        },
      ];
    });
  },
};
