import { hasFlashAttention } from '../../training/command/job-context';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const packingAttention: Rule = {
  id: 'training/packing-attention',
  severity: 'error',
  summary: 'Packing runs on GPUs with FlashAttention.',
  why: 'Only its kernels keep packed samples apart; ms-swift stops without it, and T4 and V100 have none.',
  fix: 'Remove `packing`, or use Ampere GPUs or newer.',
  source: 'ms-swift 4.4, sft_args.py: _check_padding_free; flash-attention 2, README',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      if (!job.hyperparameters.packing || node === undefined || hasFlashAttention({ node })) return [];
      return [
        {
          field: ['hyperparameters', 'packing'],
          message: `${node.gpu} has no FlashAttention, which packing needs`,
          expected: 'compute capability 8.0 or newer',
          found: node.gpu,
          fix: 'remove packing',
        },
      ];
    });
  },
};
