import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { Workplace } from '../support/cli';
import { git } from '../support/git';
import type { Spec } from '../support/spec';

/** A Git repository of its own, with a remote that it was cloned from. */
export class Repository extends Workplace {
  constructor() {
    super();
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  git(...args: readonly string[]): string {
    return git(this.folder, ...args);
  }

  /** Writes files and commits them. */
  commit(files: Readonly<Record<string, string | Spec>>, message = 'change'): void {
    for (const [name, content] of Object.entries(files)) {
      const path = this.path(name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }));
    }
    this.git('add', '--all', ...Object.keys(files));
    this.git('commit', '--quiet', '--message', message);
  }

  /** Everything in the work tree and the index that differs from the last commit. */
  status(): string {
    return this.git('status', '--porcelain');
  }

  /** A command that scripts find before any other of its name. */
  command(name: string, script: string): void {
    const path = this.path('.bin', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script);
    chmodSync(path, 0o755);
  }

  /** Runs a script as a runner of GitHub does. */
  script(text: string, env: Readonly<Record<string, string>>) {
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text], {
      cwd: this.folder,
      encoding: 'utf8',
      timeout: 120_000,
      env: {
        ...this.environment(env),
        PATH: [this.path('.bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
      },
    });
  }
}

/** Where test folders of a repository lie, so that Git ignores them. */
export const ignored = ['.bin/', '.ninefold/', 'runner/', join('.gitconfig')].join('\n');
