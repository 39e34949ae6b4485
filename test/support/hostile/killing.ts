import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DeployPlace } from '../deploy-place';

const killer = join(__dirname, 'kill-at.cjs');

/** A place in which `ninefold` can be killed at any of its changes of files. */
export class KillingPlace extends DeployPlace {
  /** How often a command changes something, when nobody kills it. */
  changesOf(args: readonly string[]): number {
    const counts = this.path('..', `count-${process.pid}`);
    const { status, stderr } = this.hit(args, { COUNT_INTO: counts });
    if (status !== 0 && status !== 2) throw new Error(stderr);
    const count = Number(readFileSync(counts, 'utf8'));
    rmSync(counts);
    return count;
  }

  /** Kills a command at a change; returns whether it came to that. */
  killAt(args: readonly string[], change: number): boolean {
    return this.hit(args, { KILL_AT: String(change) }).signal === 'SIGKILL';
  }

  /** Asks a command to end, right after a change; returns whether it ended by that. */
  endAt(args: readonly string[], change: number): boolean {
    return this.hit(args, { END_AT: String(change) }).signal === 'SIGTERM';
  }

  private hit(args: readonly string[], environment: NodeJS.ProcessEnv) {
    return this.ninefold(args, { NODE_OPTIONS: `--require ${killer}`, ...environment });
  }

  /** The files below a folder with their content; undefined if it is not there. */
  tree(...names: readonly string[]): Record<string, string> | undefined {
    const folder = this.path(...names);
    try {
      const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const files = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
      return Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
    } catch {
      return undefined;
    }
  }

  names(): string[] {
    return readdirSync(this.folder).sort();
  }
}
