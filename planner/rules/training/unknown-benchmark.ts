import { benchmarks } from '../../../catalog/evalscope/benchmarks';
import { suggest, suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const unknownBenchmark: Rule = {
  id: 'training/unknown-benchmark',
  severity: 'error',
  summary: 'Benchmarks are those of EvalScope.',
  why: 'The evaluation stops at an unknown name, after the training has been paid for.',
  fix: "Use a name from EvalScope's list.",
  source: 'EvalScope 1.10, "LLM Benchmarks"; ms-swift 4.4, eval_args.py: an unknown name is an error',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      return (job.evaluate?.benchmarks ?? []).flatMap((name, position) => {
        if (benchmarks.includes(name)) return [];
        return [
          {
            field: ['evaluate', 'benchmarks', position],
            message: `EvalScope has no benchmark ${name}`,
            expected: 'a benchmark of EvalScope such as mmlu',
            found: name,
            fix:
              suggest(name, benchmarks) === undefined
                ? 'use mmlu, ceval, cmmlu, gsm8k, arc or another one of its list'
                : suggestFrom(name, benchmarks, 'benchmark'),
          },
        ];
      });
    });
  },
};
