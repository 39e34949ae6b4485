import { judgedBenchmarks } from '../../../catalog/evalscope/benchmarks';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const judgedBenchmark: Rule = {
  id: 'training/judged-benchmark',
  severity: 'error',
  summary: 'Benchmarks need no other model as a judge.',
  why: 'Their answers are scored by a second model, whose address the evaluation does not have.',
  fix: 'Use benchmarks with fixed answers.',
  source: 'EvalScope 1.10, "LLM Benchmarks": Requires LLM Judge',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      return (job.evaluate?.benchmarks ?? []).flatMap((name, position) => {
        if (!judgedBenchmarks.includes(name)) return [];
        return [
          {
            field: ['evaluate', 'benchmarks', position],
            message: `${name} is judged by another model`,
            expected: 'a benchmark with fixed answers',
            found: name,
            fix: 'use mmlu, ceval, gsm8k or ifeval',
          },
        ];
      });
    });
  },
};
