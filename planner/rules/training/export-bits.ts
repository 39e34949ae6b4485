import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const exportBits: Rule = {
  id: 'training/export-bits',
  severity: 'error',
  summary: 'A quantised export says how many bits it has, if its method leaves that open.',
  why: 'GPTQ, AWQ and bitsandbytes take several widths; ms-swift stops without one. AWQ has kernels for 4 bits only.',
  fix: 'Set `bits` to 4 for awq, to 2, 3, 4 or 8 for gptq, and to 4 or 8 for bnb; leave it out with fp8.',
  source: 'ms-swift 4.5, export_args.py: quant_bits is required except for fp8; AutoAWQ: 4 bits',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { quantization, bits } = job.export ?? {};
      if (quantization === undefined) return [];
      const allowed = widths[quantization];
      if (allowed.length === 0 ? bits === undefined : bits !== undefined && allowed.includes(bits)) return [];
      return [
        {
          field: ['export', ...(bits === undefined ? [] : ['bits'])],
          message:
            allowed.length === 0
              ? `${quantization} has a width of its own`
              : `${quantization} needs bits of ${allowed.join(', ')}`,
          expected: allowed.length === 0 ? 'no bits' : allowed.join(', '),
          found: bits === undefined ? 'none' : String(bits),
          fix: allowed.length === 0 ? 'remove bits' : 'set bits to 4',
        },
      ];
    });
  },
};

/** Widths that each method of quantisation takes. */
const widths: Readonly<Record<'gptq' | 'awq' | 'bnb' | 'fp8', readonly number[]>> = {
  gptq: [2, 3, 4, 8],
  awq: [4],
  bnb: [4, 8],
  fp8: [],
};
