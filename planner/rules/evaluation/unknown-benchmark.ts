import { benchmarks } from '../../../catalog/evalscope/benchmarks';
import { suggest, suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { checkBenchmarks } from './evaluation-rule';

export const unknownBenchmark: Rule = {
  id: 'evaluation/unknown-benchmark',
  severity: 'error',
  summary: 'Benchmarks are those of EvalScope.',
  why: 'The evaluation stops at an unknown name, and after a training that has been paid for by then.',
  fix: "Use a name from EvalScope's list.",
  source: 'EvalScope 1.10, "LLM Benchmarks"; ms-swift 4.4, eval_args.py: an unknown name is an error',
  check(subject) {
    return checkBenchmarks(subject, ({ asked }) => {
      return asked.benchmarks.flatMap((name, position) => {
        if (benchmarks.includes(name)) return [];
        return [
          {
            field: ['benchmarks', position],
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
