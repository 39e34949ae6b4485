import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { debianTool } from '../debian-tools';

/** Samples of a series in promtool's notation, one every 15 seconds. */
export type SeriesOf = Readonly<Record<string, string>>;

/** Evaluates a query in Prometheus' own engine. */
export interface Evaluation {
  readonly series: SeriesOf;
  /** @example '10m' */
  readonly at: string;
  readonly query: string;
  /** The only sample, without labels; undefined for no sample at all. */
  readonly value: number | undefined;
}

/** What differs from the values that are expected; empty if nothing does. */
export function promtoolProblems(evaluations: readonly Evaluation[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-promtool-'));
  const file = join(folder, 'test.yaml');
  const tests = evaluations.map(({ series, at, query, value }) => ({
    interval: '15s',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      { expr: query, eval_time: at, exp_samples: value === undefined ? [] : [{ labels: '{}', value }] },
    ],
  }));
  writeFileSync(file, stringify({ rule_files: [], tests }));
  try {
    const run = spawnSync(debianTool('promtool'), ['test', 'rules', file], { encoding: 'utf8' });
    return run.status === 0 ? '' : run.stdout + run.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
