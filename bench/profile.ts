import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../schemas/package-folder';
import { type Bench, cli, program, regionsFor } from './bench';
import { inModules } from './bundled-modules';
import { type CpuProfile, type Share, summarizeProfile } from './cpu-profile';
import type { Command } from './measure';

/** What people wait for. */
const jobs: Readonly<Record<string, (bench: Bench) => Command>> = {
  validate:
    ({ spec }) =>
    () => [cli, 'validate', spec],
  plan:
    ({ spec }) =>
    () => [cli, 'plan', spec],
  synth:
    ({ spec }) =>
    (folder) => [cli, 'synth', spec, '--output', join(folder, 'cdktf.out')],
  report:
    ({ spec }) =>
    (folder) => [cli, 'report', spec, '--output', join(folder, 'report.html')],
  synthesis: (bench) => {
    const regions = String(regionsFor(3000, bench));
    return (folder) => [program('synthesize-regions'), bench.spec, regions, folder];
  },
  diff: (bench) => {
    const regions = String(regionsFor(3000, bench));
    return (folder) => [program('diff-regions'), bench.spec, regions, folder];
  },
};

const shown = 12;

/** Prints where the time of jobs goes: the code that ran itself, without what it called. */
export function profileJobs(names: readonly string[], bench: Bench): void {
  const unknown = names.find((name) => !Object.hasOwn(jobs, name));
  if (unknown !== undefined) throw new Error(`there is no job ${unknown}; there are ${Object.keys(jobs).join(', ')}`);
  for (const [name, job] of Object.entries(jobs)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const profiles = profilesOf(job(bench), bench.work).map((profile) => inModules(profile, packageFolder));
    const { milliseconds, places, functions } = summarizeProfile(profiles, join(packageFolder, 'dist'));
    process.stdout.write(
      [`${name}: ${Math.round(milliseconds)} ms`, ...lines(places), '', ...lines(functions), '', ''].join('\n'),
    );
  }
}

function profilesOf(command: Command, work: string): readonly CpuProfile[] {
  const folder = mkdtempSync(join(work, 'profile-'));
  const output = join(folder, 'output');
  mkdirSync(output);
  const flags = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
  const { status, stderr } = spawnSync(process.execPath, [...flags, ...command(output)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

function lines(shares: readonly Share[]): string[] {
  return shares
    .slice(0, shown)
    .map(
      ({ name, milliseconds, share }) =>
        `${(100 * share).toFixed(1).padStart(6)} % ${milliseconds.toFixed(0).padStart(7)} ms  ${name}`,
    );
}
