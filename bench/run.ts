/**
 * `npm run bench`: measures what Ninefold promises about its speed and prints a line for each promise; exits 1 if one is
 * broken.
 *
 * - `npm run bench -- sandbox provider` measures these groups alone;
 * - `--json FILE` writes the figures as well;
 * - `--write-docs` measures nothing and puts the figures of docs/benchmarks.json into docs/benchmarks.md;
 * - `--profile` measures nothing and prints where the time of the main jobs goes, or of those that are named.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageFolder } from '../schemas/package-folder';
import { availability } from './availability';
import { type Bench, exampleSpec } from './bench';
import { diff } from './diff';
import { machine } from './machine';
import { manifests } from './manifests';
import { profileJobs } from './profile';
import { type Figures, type Group, promises } from './promises';
import { resultLine, resultsMarkdown, withResults } from './render';
import { reportPages } from './report-page';
import { type BenchReport, judge, type Result } from './results';
import { providerStarts, sandbox } from './sandbox';
import { scale } from './scale';
import { synthesis } from './synthesis';
import { trainingPlans } from './training-plans';
import { validate } from './validate';

const groups: Readonly<Record<Group, (bench: Bench) => Figures | Promise<Figures>>> = {
  validate,
  synthesis,
  scale,
  manifests,
  diff,
  report: reportPages,
  availability,
  training: trainingPlans,
  provider: providerStarts,
  sandbox,
};

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' }, 'write-docs': { type: 'boolean' }, profile: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values['write-docs']) return writeDocs();
  const work = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));
  try {
    symlinkSync(join(packageFolder, 'node_modules'), join(work, 'node_modules'));
    const bench = { spec: exampleSpec, work };
    if (values.profile) return profileJobs(positionals, bench);
    const results: Result[] = [];
    for (const name of chosen(positionals)) {
      results.push(...(await measureGroup(name, bench)));
      // After each group, so that a run that ends early has not been for nothing.
      const report: BenchReport = { date: new Date().toISOString(), machine: machine(), results };
      if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    }
    if (results.some(({ kept }) => !kept)) process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function chosen(names: readonly string[]): readonly Group[] {
  const all = Object.keys(groups) as Group[];
  const unknown = names.find((name) => !all.some((group) => group === name));
  if (unknown !== undefined) throw new Error(`there is no group ${unknown}; there are ${all.join(', ')}`);
  return names.length === 0 ? all : all.filter((group) => names.includes(group));
}

async function measureGroup(name: Group, bench: Bench): Promise<readonly Result[]> {
  const figures = await groups[name](bench);
  const ofGroup = promises.filter(({ group }) => group === name);
  const results = judge(ofGroup, figures);
  for (const result of results) process.stdout.write(`${resultLine(result)}\n`);
  return results;
}

function writeDocs(): void {
  const [figures, page] = ['benchmarks.json', 'benchmarks.md'].map((name) => join(packageFolder, 'docs', name));
  if (figures === undefined || page === undefined) return;
  const report = JSON.parse(readFileSync(figures, 'utf8')) as BenchReport;
  writeFileSync(page, withResults(readFileSync(page, 'utf8'), resultsMarkdown(promises, report)));
}

void run();
