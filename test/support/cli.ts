import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Spec, today } from './spec';

/** The command line as built. */
export const ninefoldProgram = join(__dirname, '..', '..', 'dist', 'cli', 'ninefold.js');

/** A folder of its own for one test, with the command line that runs in it as a process. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'ninefold-cli-'));

  /** Runs `ninefold` as of the day of the tests, without colours and settings from outside. */
  run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const options = {
      cwd: this.folder,
      env: this.environment(environment),
      encoding: 'utf8',
      timeout: 300_000,
    } as const;
    return spawnSync(process.execPath, [ninefoldProgram, '--today', today, ...args], {
      ...options,
      maxBuffer: 1 << 27,
    });
  }

  /** The same, still running. */
  start(args: readonly string[]) {
    const options = { cwd: this.folder, env: this.environment({}), stdio: 'ignore' } as const;
    return spawn(process.execPath, [ninefoldProgram, '--today', today, ...args], options);
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  writeSpec(spec: Spec, name = 'project.yaml'): string {
    return this.write(name, stringify(spec, { aliasDuplicateObjects: false }));
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  protected environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { PATH: process.env['PATH'], HOME: this.folder, TMPDIR: process.env['TMPDIR'], ...extra };
  }
}
