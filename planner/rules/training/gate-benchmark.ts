import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const gateBenchmark: Rule = {
  id: 'training/gate-benchmark',
  severity: 'error',
  summary: 'A gate judges benchmarks that are run.',
  why: 'A benchmark that is not run has no score, so the gate would never open.',
  fix: 'Add the benchmark to `benchmarks`, or remove it from the gate.',
  source: 'Ninefold: evaluate.gate against evaluate.benchmarks',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { benchmarks = [], gate = {} } = job.evaluate ?? {};
      return Object.keys(gate)
        .filter((name) => !benchmarks.includes(name as (typeof benchmarks)[number]))
        .map((name) => ({
          field: ['evaluate', 'gate', name],
          message: `the gate of ${job.name} judges ${name}, which is not run`,
          expected: benchmarks.join(', '),
          found: name,
          fix: `add ${name} to benchmarks`,
        }));
    });
  },
};
