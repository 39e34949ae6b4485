import { judgedBenchmarks } from '../../../catalog/evalscope/benchmarks';
import type { Rule } from '../rule';
import { checkBenchmarks } from './evaluation-rule';

export const judgedBenchmark: Rule = {
  id: 'evaluation/judged-benchmark',
  severity: 'error',
  summary: 'Benchmarks need no other model as a judge.',
  why: 'Their answers are scored by a second model, whose address the evaluation does not have.',
  fix: 'Use benchmarks with fixed answers.',
  source: 'EvalScope 1.10, "LLM Benchmarks": Requires LLM Judge',
  check(subject) {
    return checkBenchmarks(subject, ({ asked }) => {
      return asked.benchmarks.flatMap((name, position) => {
        if (!judgedBenchmarks.includes(name)) return [];
        return [
          {
            field: ['benchmarks', position],
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
