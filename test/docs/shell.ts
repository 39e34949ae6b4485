import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { ninefoldProgram } from '../support/cli';
import { today } from '../support/spec';
import { textOf } from './pages';

/** A piece of shell of a page. */
export interface Call {
  readonly shell: string;
  /** Beginnings of lines of the output, in order; `…` stands for what the page leaves out. */
  readonly shown: readonly string[];
  /** By a comment `# exit code 1`; 0 without one. */
  readonly exitCode: number;
}

/** The fences of a page that do something, in order: shell with the output that follows it, and changes of project.yaml. */
export function stepsOf(page: string): (Call | { readonly patch: string })[] {
  const steps: (Call | { readonly patch: string })[] = [];
  let last = '';
  for (const [, language = '', text = ''] of textOf(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)) {
    const step = steps.at(-1);
    if (language === 'sh')
      steps.push({ shell: text, shown: [], exitCode: Number(/# exit code (\d)/.exec(text)?.[1] ?? 0) });
    if (language === 'diff') steps.push({ patch: text });
    if (language === 'text' && last === 'sh' && step && 'shell' in step)
      steps.splice(-1, 1, { ...step, shown: linesOf(text) });
    last = language;
  }
  return steps;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)…$/, '').trim());
  return lines.filter((line) => line !== '');
}

/** Runs shell in which `ninefold`, also behind `npx`, is the program as built, on the day of the tests. */
export function runShell(folder: string, shell: string): SpawnSyncReturns<string> {
  const prelude = [
    `ninefold() { '${process.execPath}' '${ninefoldProgram}' --today ${today} "$@"; }`,
    'npx() { "$@"; }',
    'export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b',
  ];
  return spawnSync('bash', ['-c', [...prelude, shell].join('\n')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], GIT_CONFIG_GLOBAL: '/dev/null' },
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
}

/** Checks the exit code and the output of a call against what the page says. */
export function expectAsShown(folder: string, { shell, shown, exitCode }: Call): void {
  const { status, stdout, stderr } = runShell(folder, shell);
  const missing = missingFrom(`${stdout}${stderr}`, shown);
  expect({ shell, status, missing, said: status === exitCode ? '' : stderr }).toEqual({
    shell,
    status: exitCode,
    missing: [],
    said: '',
  });
}

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
