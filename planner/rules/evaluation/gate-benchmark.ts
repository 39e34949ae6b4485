import type { Rule } from '../rule';
import { checkBenchmarks } from './evaluation-rule';

export const gateBenchmark: Rule = {
  id: 'evaluation/gate-benchmark',
  severity: 'error',
  summary: 'A gate judges benchmarks that are run.',
  why: 'A benchmark that is not run has no score, so the gate would never open.',
  fix: 'Add the benchmark to `benchmarks`, or remove it from the gate.',
  source: 'Ninefold: gate against benchmarks',
  check(subject) {
    return checkBenchmarks(subject, ({ name: evaluated, asked: { benchmarks, gate } }) => {
      return Object.keys(gate)
        .filter((name) => !benchmarks.includes(name as (typeof benchmarks)[number]))
        .map((name) => ({
          field: ['gate', name],
          message: `the gate of ${evaluated} judges ${name}, which is not run`,
          expected: benchmarks.join(', '),
          found: name,
          fix: `add ${name} to benchmarks`,
        }));
    });
  },
};
