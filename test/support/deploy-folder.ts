import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../deploy/events';
import { readStacks } from '../../deploy/terraform/manifest';
import { resourcesIn } from '../../deploy/terraform/stack-state';
import { openTerraform, type Terraform } from '../../deploy/terraform/terraform';
import { terraformCommand } from './terraform';

const hasTerraform = spawnSync(terraformCommand, ['version'], { stdio: 'ignore' }).status === 0;

/** `describe` for tests that run Terraform without any provider: skipped where it cannot be had, except in CI. */
export const describeWithTerraform: jest.Describe =
  hasTerraform || process.env['CI'] !== undefined ? describe : describe.skip;

export interface TestStack {
  readonly after?: readonly string[];
  /** Shell commands that objects run when they are created, by the objects' names. */
  readonly create?: Readonly<Record<string, string>>;
  /** Shell commands that they run when they are destroyed. */
  readonly destroy?: Readonly<Record<string, string>>;
  readonly protect?: readonly string[];
}

/** An output folder with stacks of objects that exist only in the state, and Terraform over it. */
export class DeployFolder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ninefold-deploy-'));
  readonly output = join(this.folder, 'cdktf.out');
  readonly events: RunEvent[] = [];

  write(stacks: Readonly<Record<string, TestStack>>): void {
    const entries = Object.entries(stacks).map(([name, { after = [] }]) => {
      return [name, { name, workingDirectory: `stacks/${name}`, dependencies: after }];
    });
    mkdirSync(this.output, { recursive: true });
    writeFileSync(join(this.output, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(entries) }));
    for (const [name, stack] of Object.entries(stacks)) {
      mkdirSync(this.stackFolder(name), { recursive: true });
      writeFileSync(join(this.stackFolder(name), 'cdk.tf.json'), JSON.stringify(this.configuration(name, stack)));
    }
  }

  terraform(command = terraformCommand): Terraform {
    const environment = { PATH: process.env['PATH'], HOME: this.folder };
    return openTerraform({ command, environment, output: this.output, logs: join(this.output, 'logs') });
  }

  stacks() {
    return readStacks(this.output);
  }

  /** Notes events, and lets tests wait for one. */
  readonly onEvent = (event: RunEvent): void => {
    this.events.push(event);
    for (const waiting of [...this.waiting]) waiting(event);
  };
  private readonly waiting = new Set<(event: RunEvent) => void>();

  event(matches: (event: RunEvent) => boolean): Promise<RunEvent> {
    return new Promise((done) => {
      const waiting = (event: RunEvent) => {
        if (!matches(event)) return;
        this.waiting.delete(waiting);
        done(event);
      };
      this.waiting.add(waiting);
    });
  }

  /** Addresses in a stack's state. */
  state(stack: string): string[] {
    const file = this.stateFile(stack);
    return existsSync(file) ? resourcesIn(readFileSync(file, 'utf8')).map(({ address }) => address) : [];
  }

  stateFile(stack: string): string {
    return this.path('state', `${stack}.tfstate`);
  }

  stackFolder(name: string): string {
    return join(this.output, 'stacks', name);
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private configuration(name: string, { after = [], create = {}, destroy = {}, protect = [] }: TestStack): unknown {
    const objects = [...new Set(['marker', ...Object.keys(create), ...Object.keys(destroy), ...protect])];
    const provisioner = (command: string | undefined, when: 'create' | 'destroy') =>
      command === undefined ? [] : [{ 'local-exec': { command, when } }];
    const resources = objects.map((object) => {
      const provisioners = [...provisioner(create[object], 'create'), ...provisioner(destroy[object], 'destroy')];
      const settings = {
        // What a stack reads of the others has to exist.
        input: [name, ...after.map((other) => `\${data.terraform_remote_state.${other}.outputs.name}`)].join(' '),
        ...(provisioners.length > 0 && { provisioner: provisioners }),
        ...(protect.includes(object) && { lifecycle: { prevent_destroy: true } }),
      };
      return [object, settings];
    });
    const states = after.map((other) => [other, { backend: 'local', config: { path: this.stateFile(other) } }]);
    return {
      terraform: { backend: { local: { path: `../../../state/${name}.tfstate` } } },
      ...(states.length > 0 && { data: { terraform_remote_state: Object.fromEntries(states) } }),
      resource: { terraform_data: Object.fromEntries(resources) },
      output: { name: { value: name } },
    };
  }
}

/** A shell command that makes one file and then waits for another. */
export function waitFor(started: string, go: string): string {
  return `touch '${started}'; while [ ! -e '${go}' ]; do sleep 0.05; done`;
}
