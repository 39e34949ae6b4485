import { strategyProblem } from '../../fit/plan-problem';
import { lustreStorage } from '../lustre-storage';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const mixtureWithoutMegatron: Rule = {
  id: 'training/mixture-without-megatron',
  severity: 'warning',
  summary: 'Mixtures of experts are trained with Megatron.',
  why: 'Outside of it experts run one after the other: published steps are some ten times slower, and paid for.',
  fix: 'Use `strategy: megatron` with `expert`, or leave it to `auto`.',
  source: 'Megatron-SWIFT documentation, quick start: Qwen3-30B-A3B on 16 A800, Megatron against ZeRO-3',
  check(subject) {
    return checkJobs(subject, ({ job, model, node, plan }) => {
      const { strategy } = plan.parallel;
      if (model?.moe === undefined || strategy === 'megatron' || job.nodes * (node?.count ?? 0) < 2) return [];
      if (strategyProblem('megatron', { model, method: job.method, tuner: job.tuner }) !== undefined) return [];
      const steps = [
        ...(job.parallelism === 'auto' ? [] : ['parallelism to auto']),
        ...(job.nodes > 1 && job.checkpoints.storage === 's3' ? [lustreStorage(subject.project)] : []),
      ];
      return [
        {
          field: ['parallelism'],
          message: `${job.name} trains a mixture of experts with ${strategy}, which computes experts one by one`,
          expected: 'megatron',
          found: strategy,
          fix: steps.length > 0 ? `set ${steps.join(' and ')}` : 'give it GPUs on which Megatron has room',
        },
      ];
    });
  },
};
