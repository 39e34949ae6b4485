import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type CloudObject, type ObjectKey, openStore } from '../../sandbox/cloud/store';
import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { ninefoldProgram, Workplace } from './cli';
import { schemaCache } from './schema-cache';
import { today } from './spec';
import { terraformCommand } from './terraform';

/** Environment of `ninefold` with the tools of the tests. */
export const sandboxSettings = { NINEFOLD_TERRAFORM: terraformCommand, XDG_CACHE_HOME: schemaCache };

/** A folder in which `ninefold sandbox` runs the real Terraform on simulated clouds. */
export class SandboxPlace extends Workplace {
  /** `ninefold sandbox …`. */
  sandbox(...args: readonly string[]) {
    return this.run(['sandbox', ...args], sandboxSettings);
  }

  /** The same beside others; returns its exit code. */
  begin(...args: readonly string[]): Promise<number | null> {
    const options = { cwd: this.folder, env: this.environment(sandboxSettings), stdio: 'ignore' } as const;
    const child = spawn(process.execPath, [ninefoldProgram, '--today', today, 'sandbox', ...args], options);
    return new Promise((done) => child.on('close', done));
  }

  /** Runs a script in a shell that has read what `ninefold sandbox env` prints; `$NINEFOLD` is the command line. */
  shell(script: string, environment: NodeJS.ProcessEnv = {}) {
    const { stdout } = this.sandbox('env');
    const command = `${process.execPath} ${ninefoldProgram} --today ${today}`;
    return spawnSync('sh', ['-c', `eval "$PRINTED"; ${script}`], {
      cwd: this.folder,
      env: this.environment({ ...sandboxSettings, ...environment, PRINTED: stdout, NINEFOLD: command }),
      encoding: 'utf8',
      // cdktf shows every attribute of every plan.
      maxBuffer: 1 << 27,
    });
  }

  /** The parts of a sandbox. */
  parts(...names: readonly string[]) {
    return sandboxFolder(this.path(...names));
  }

  /** What an environment has made in the simulated cloud of a sandbox. */
  objects(...names: readonly string[]): readonly ObjectKey[] {
    return openStore(this.parts(...names).cloud)
      .all()
      .filter(({ preexisting }) => preexisting !== true);
  }

  /** Puts an object into the simulated cloud of a sandbox, as if somebody else had made it. */
  put(sandbox: string, object: CloudObject): void {
    openStore(this.parts(sandbox).cloud).put(object);
  }

  read(...names: readonly string[]): string {
    return readFileSync(this.path(...names), 'utf8');
  }
}
