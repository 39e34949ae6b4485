import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ninefoldProgram } from '../support/cli';
import { git } from '../support/git';
import { today } from '../support/spec';
import { textOf } from './pages';

interface Step {
  readonly shell: string;
  /** Beginnings of lines of the output, in order; `…` stands for what the page leaves out. */
  readonly shown: readonly string[];
  readonly exitCode: number;
}

/** The page as a program: shell to run, each with the output that follows it, and changes of project.yaml. */
function stepsOf(page: string): (Step | { readonly patch: string })[] {
  const steps: (Step | { readonly patch: string })[] = [];
  for (const [, language, text = ''] of textOf(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
    const last = steps.at(-1);
    if (language === 'sh')
      steps.push({ shell: text, shown: [], exitCode: Number(/# exit code (\d)/.exec(text)?.[1] ?? 0) });
    if (language === 'diff') steps.push({ patch: text });
    if (language === 'text' && last && 'shell' in last) {
      steps.splice(-1, 1, {
        ...last,
        shown: text
          .split('\n')
          .map((line) => line.replace('…', '').trim())
          .filter((line) => line !== ''),
      });
    }
  }
  return steps;
}

/** Installing is what the machine has done already that runs this test. */
const isInstallation = (step: object) => 'shell' in step && String(step.shell).includes('npm ci');
/** Commands that take a second or more; `npm run test:docs` runs them too. */
const isSlow = (shell: string) => /ninefold (sandbox|diff|train|report)/.test(shell);

describe('the first hour', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-first-hour-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const steps = stepsOf(join('docs', 'first-hour.md')).filter((step) => !isInstallation(step));

  const run = (shell: string): SpawnSyncReturns<string> => {
    const ninefold = `ninefold() { '${process.execPath}' '${ninefoldProgram}' --today ${today} "$@"; }`;
    const identity = 'export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b';
    return spawnSync('bash', ['-c', `${ninefold}\n${identity}\n${shell}`], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], GIT_CONFIG_GLOBAL: '/dev/null' },
      encoding: 'utf8',
      maxBuffer: 1 << 27,
    });
  };

  it('goes as the page says', () => {
    git(folder, 'init', '-q', '-b', 'main');
    for (const step of steps) {
      if ('patch' in step) git(folder, ...applied(step.patch));
      else if (process.env['NINEFOLD_ALL_DOCS'] === '1' || !isSlow(step.shell)) {
        const { status, stdout, stderr } = run(step.shell);
        expect({ shell: step.shell, status, stderr: status === step.exitCode ? '' : stderr }).toEqual({
          shell: step.shell,
          status: step.exitCode,
          stderr: '',
        });
        expect(missingFrom(`${stdout}${stderr}`, step.shown)).toEqual([]);
      }
    }
  }, 300_000);

  function applied(patch: string): string[] {
    writeFileSync(join(folder, 'change.diff'), patch);
    return ['apply', 'change.diff'];
  }
});

/** Lines that do not come in this order. */
function missingFrom(output: string, shown: readonly string[]): string[] {
  const lines = output.split('\n').map((line) => line.trim());
  let next = 0;
  return shown.filter((line) => {
    const found = lines.findIndex((candidate, index) => index >= next && candidate.startsWith(line));
    if (found >= 0) next = found + 1;
    return found < 0;
  });
}
