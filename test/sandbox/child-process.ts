import { spawn } from 'node:child_process';
import { join } from 'node:path';

const built = join(__dirname, '..', '..', 'dist', 'sandbox');

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs JavaScript in a process of its own.
 *
 * @param script may use `load('cloud/store')` for modules of the sandbox, and `args`
 */
export function runProcess(script: string, ...args: readonly unknown[]): Promise<Ended> {
  const prelude = [
    `const load = (name) => require(${JSON.stringify(built)} + '/' + name + '.js');`,
    `const args = ${JSON.stringify(args)};`,
  ];
  const child = spawn(process.execPath, ['-e', [...prelude, script].join('\n')]);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ ...said, code, signal }));
  });
}
