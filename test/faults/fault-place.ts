import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent, StackResult } from '../../deploy/events';
import { type FaultRule, readFaults, writeFaults } from '../../sandbox/cloud/faults';
import { type LoggedOperation, readOperations } from '../../sandbox/cloud/operations';
import { openStore } from '../../sandbox/cloud/store';
import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { ninefoldProgram } from '../support/cli';
import { eventsIn, smallSpec } from '../support/deploy-place';
import { SandboxPlace, sandboxSettings } from '../support/sandbox-place';
import { type Spec, today } from '../support/spec';
import { objectsInStates } from '../support/states';

/** How a run of one stack ended. */
export interface StackRun {
  /** Absent if there was nothing to destroy. */
  readonly result?: StackResult;
  /** Objects that were taken over because an earlier run had made them. */
  readonly adopted: number;
  /** Calls of the run to the simulated cloud. */
  readonly operations: readonly LoggedOperation[];
}

/** Two regions and a public name, so that there is every kind of stack. */
function matrixSpec(): Spec {
  const spec = smallSpec(['us-east-1', 'us-west-2']);
  return {
    ...spec,
    pools: [
      ...spec.pools,
      { name: 'spare', instanceTypes: ['g6.xlarge'], regions: ['us-east-1'], nodes: { min: 1, max: 2 } },
    ],
    inference: [{ ...spec.inference[0], tier: 'critical' }],
    dns: { zone: 'example.com', host: 'chat.example.com' },
  };
}

/** A sandbox that can be put back to what it was before. */
export class FaultPlace extends SandboxPlace {
  readonly folders = sandboxFolder(this.path('.ninefold', 'small-dev'));
  private readonly settings = { ...sandboxSettings, NINEFOLD_SANDBOX: this.folders.root };

  constructor() {
    super();
    this.writeSpec(matrixSpec());
  }

  /** Gives every object another tag, so that nearly all have to be updated. */
  retag(): void {
    this.writeSpec({ ...matrixSpec(), tags: { drill: 'yes' } });
  }

  save(name: string): void {
    cpSync(this.folders.root, this.path('saved', name), { recursive: true, verbatimSymlinks: true });
  }

  restore(name: string): void {
    rmSync(this.folders.root, { recursive: true, force: true });
    cpSync(this.path('saved', name), this.folders.root, { recursive: true, verbatimSymlinks: true });
    this.writeSpec(matrixSpec());
  }

  /**
   * Deploys or destroys one stack.
   *
   * @param meanwhile is called every few milliseconds with the calls so far
   */
  async runStack(
    action: 'deploy' | 'destroy',
    stack: string,
    meanwhile: (operations: readonly LoggedOperation[]) => void = () => {},
  ): Promise<StackRun> {
    const before = this.operations().length;
    const flags = ['--auto-approve', '--format', 'json', '--stack', stack];
    const args = [
      ninefoldProgram,
      '--today',
      today,
      action,
      ...flags,
      ...(action === 'destroy' ? ['--delete-data'] : []),
    ];
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: this.environment(this.settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr, running] = ['', '', true];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
    const ended = new Promise<void>((done) =>
      child.on('close', () => {
        running = false;
        done();
      }),
    );
    while (running) {
      meanwhile(this.operations().slice(before));
      await Promise.race([ended, sleep(20)]);
    }
    const events = eventsIn(stdout) as RunEvent[];
    const end = events.find((event) => event.type === 'run-finished');
    if (end?.type !== 'run-finished') throw new Error(`${action} of ${stack} has no end: ${stdout}${stderr}`);
    const [result] = end.results;
    const adopted = events.flatMap((event) => (event.type === 'stack-adopting' ? event.objects : [])).length;
    return { ...(result && { result }), adopted, operations: this.operations().slice(before) };
  }

  addFault(rule: FaultRule): void {
    writeFaults(this.folders.cloud, [...readFaults(this.folders.cloud), rule]);
  }

  clearFaults(): void {
    writeFaults(this.folders.cloud, []);
  }

  /** What the environment has made, without what AWS makes by itself beside it: `<region> <type> <id>`. */
  cloud(): string[] {
    return openStore(this.folders.cloud)
      .all()
      .filter(({ preexisting, owner }) => preexisting !== true && owner === undefined)
      .map(({ place, type, id }) => `${place} ${type} ${id}`)
      .sort();
  }

  states(): string[] {
    return objectsInStates(this.folders.state);
  }

  private operations(): LoggedOperation[] {
    return readOperations(this.folders.cloud);
  }
}
