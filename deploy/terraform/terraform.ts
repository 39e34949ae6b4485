import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { followFile } from './follow-file';
import type { Stack } from './manifest';
import { forgetRunning, noteRunning } from './running';
import { parseTerraformMessage, type TerraformMessage } from './terraform-message';

/** Where and how Terraform runs. */
interface TerraformSettings {
  /** As of `findTerraform`. */
  readonly command: string;
  /** Environment of its processes. */
  readonly environment: NodeJS.ProcessEnv;
  /** Folder that cdktf has written. */
  readonly output: string;
  /** Folder for what Terraform writes: `<stack>.<command>.log`. */
  readonly logs: string;
}

/** How a Terraform process ended, and everything that it said. */
export interface TerraformRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly messages: readonly TerraformMessage[];
  readonly log: string;
}

export interface TerraformCall {
  readonly stack: Stack;
  readonly args: readonly string[];
  readonly onMessage?: (message: TerraformMessage) => void;
  /** Asks Terraform to finish what it has begun, store its state and end. */
  readonly interrupt: AbortSignal;
}

export interface Terraform {
  readonly command: string;
  /** Runs a command that writes machine-readable output. */
  run(call: TerraformCall): Promise<TerraformRun>;
  /** `terraform init`, once for each stack and one after the other. */
  init(stack: Stack, interrupt: AbortSignal): Promise<TerraformRun>;
  /** What a command prints, which stays in memory. */
  read(stack: Stack, args: readonly string[]): Promise<string>;
}

export function openTerraform(settings: TerraformSettings): Terraform {
  const absolute = { ...settings, output: resolve(settings.output), logs: resolve(settings.logs) };
  const environment = terraformEnvironment(settings.environment);
  mkdirSync(absolute.logs, { recursive: true });
  const run = (call: TerraformCall) => runDetached(absolute, environment, call);

  const initialized = new Map<string, TerraformRun>();
  // Concurrent runs corrupt a plugin cache that they share (hashicorp/terraform#31964).
  let last: Promise<unknown> = Promise.resolve();
  const init = (stack: Stack, interrupt: AbortSignal): Promise<TerraformRun> => {
    const next = last.then(async () => {
      const before = initialized.get(stack.name);
      if (before !== undefined) return before;
      const result = await run({ stack, args: ['init', '-input=false', '-json'], interrupt });
      if (result.code === 0) initialized.set(stack.name, result);
      return result;
    });
    last = next.catch(() => undefined);
    return next;
  };

  const read = (stack: Stack, args: readonly string[]): Promise<string> =>
    new Promise((done, fail) => {
      const options = { cwd: stack.folder, env: environment, maxBuffer: 1 << 28 };
      execFile(settings.command, [...args], options, (error, stdout, stderr) =>
        error === null ? done(stdout) : fail(new Error(stderr.trim() || error.message)),
      );
    });

  return { command: settings.command, run, init, read };
}

/** What every run of Terraform gets, and what it must not get: settings by which stacks would share something. */
function terraformEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_WORKSPACE: _workspace, TF_DATA_DIR: _data, ...environment } = given;
  return {
    ...environment,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    // Lock files are made anew here for every stack; without this, each of them would download its providers again
    // and replace them in the cache under running processes.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
  };
}

/**
 * Runs Terraform in a session of its own with a file for its output. So it goes on to its end, and stores its state,
 * when this process is killed or its terminal goes away; a Ctrl-C of the terminal does not reach it, and it cannot die
 * of a broken pipe.
 */
function runDetached(
  { command, output, logs }: TerraformSettings,
  env: NodeJS.ProcessEnv,
  { stack, args, onMessage, interrupt }: TerraformCall,
): Promise<TerraformRun> {
  return new Promise((done, fail) => {
    const log = join(logs, `${stack.name}.${args[0]}.log`);
    if (interrupt.aborted) return done({ code: null, signal: 'SIGINT', messages: [], log });
    // Attributes may hold secrets. Both streams append, so that neither overwrites the other.
    closeSync(openSync(log, 'w', 0o600));
    const file = openSync(log, 'a');
    const child = spawn(command, [...args], { cwd: stack.folder, env, detached: true, stdio: ['ignore', file, file] });
    closeSync(file);
    child.on('error', fail);
    const { pid } = child;
    if (pid === undefined) return;

    // Only to the process itself: a wrapper may pass signals on, and of a second one Terraform gives up its state.
    const stop = () => child.kill('SIGINT');
    try {
      noteRunning(output, pid, `terraform ${args[0]} in ${stack.name}`);
    } catch (error) {
      // Nothing must run in a folder that others could take away, as when the disk is full.
      stop();
      child.on('exit', () => fail(error));
      return;
    }
    const messages: TerraformMessage[] = [];
    const followed = followFile(log, (line) => {
      const message = parseTerraformMessage(line);
      messages.push(message);
      onMessage?.(message);
    });
    interrupt.addEventListener('abort', stop, { once: true });
    child.on('exit', (code, signal) => {
      interrupt.removeEventListener('abort', stop);
      forgetRunning(output, pid);
      followed.end();
      done({ code, signal, messages, log });
    });
  });
}
