import { spawn, spawnSync } from 'node:child_process';
import { ninefoldProgram } from './cli';
import { describeWithTerraform } from './deploy-folder';
import type { DeployPlace } from './deploy-place';
import { today } from './spec';

// `script` (util-linux) gives a process a terminal.
const hasScript = spawnSync('script', ['--version']).status === 0;

/** `describe` for tests that run Terraform and need a terminal: skipped where they cannot be had, except in CI. */
export const describeOnTerminal: jest.Describe =
  hasScript || process.env['CI'] !== undefined ? describeWithTerraform : describe.skip;

/** Keys to type, or something else to do, when a text is shown. */
export type Dialogue = readonly (readonly [shown: string, reaction: string | (() => void)])[];

const started = new Set<() => void>();
afterEach(() => {
  for (const end of started) end();
  started.clear();
});

/** Runs `ninefold` on a terminal; returns the exit code, all that was shown, and how much of the dialogue is open. */
export function onTerminal(place: DeployPlace, args: string, dialogue: Dialogue) {
  const command = `stty cols 100 rows 40; ${process.execPath} ${ninefoldProgram} --today ${today} ${args}`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: place.folder,
    env: {
      PATH: process.env['PATH'],
      HOME: place.folder,
      TERM: 'xterm',
      SHELL: '/bin/sh',
      NINEFOLD_TERRAFORM: place.terraformCommand,
    },
  });
  started.add(() => terminal.kill());
  const open = [...dialogue];
  let [shown, all] = ['', ''];
  terminal.stdout.on('data', (chunk: Buffer) => {
    shown += chunk;
    all += chunk;
    const [next] = open;
    if (next === undefined || !shown.includes(next[0])) return;
    open.shift();
    shown = '';
    const [, reaction] = next;
    if (typeof reaction === 'string') terminal.stdin.write(reaction);
    else reaction();
  });
  return new Promise<{ code: number | null; shown: string; open: number }>((done) =>
    terminal.on('close', (code) => done({ code, shown: all, open: open.length })),
  );
}
