import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import type { StackResult } from '../../deploy/events';
import type { PlannedChange } from '../../deploy/terraform/terraform-message';
import { type LoggedOperation, readOperations } from '../../sandbox/cloud/operations';
import { openStore } from '../../sandbox/cloud/store';
import { type SandboxFolder, sandboxFolder } from '../../sandbox/sandbox-folder';
import { eventsIn } from '../support/deploy-place';
import { isChanging } from '../support/operations';
import { SandboxPlace } from '../support/sandbox-place';
import { objectsInStates } from '../support/states';

const root = resolve(__dirname, '..', '..');

/** A change that the plan of a stack announces. */
export interface StackChange extends PlannedChange {
  readonly stack: string;
}

/** What a deployment said that it would do, and what was really done. */
export interface Deployment {
  readonly status: number | null;
  readonly stderr: string;
  /** Outcome of each stack. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly planned: readonly StackChange[];
  /** `<action> <stack> <address>` of everything that Terraform says it has done. */
  readonly done: readonly string[];
  /** Calls that changed the simulated cloud, or tried to. */
  readonly changes: readonly LoggedOperation[];
}

/** A copy of an example in a folder of its own, and its sandbox. */
export class ExamplePlace extends SandboxPlace {
  readonly folders: SandboxFolder;

  constructor(example: string) {
    super();
    cpSync(join(root, 'examples', example, 'project.yaml'), this.path('project.yaml'));
    const { name, environment } = this.spec().toJS() as { name: string; environment: string };
    this.folders = sandboxFolder(this.path('.ninefold', `${name}-${environment}`));
  }

  spec(): Document {
    return parseDocument(readFileSync(this.path('project.yaml'), 'utf8'));
  }

  /** Changes the spec as people do in an editor: everything else stays as it is. */
  edit(change: (spec: Document) => void): void {
    const spec = this.spec();
    change(spec);
    writeFileSync(this.path('project.yaml'), spec.toString());
  }

  up(...args: string[]): Deployment {
    const before = this.operations().length;
    const { status, stdout, stderr } = this.sandbox('up', '--format', 'json', ...args);
    const events = eventsIn(stdout);
    const results: readonly StackResult[] = events.find(({ type }) => type === 'run-finished')?.results ?? [];
    return {
      status,
      stderr: `${stderr}${JSON.stringify(results.filter(({ failure }) => failure))}`,
      outcomes: Object.fromEntries(results.map(({ stack, outcome }) => [stack, outcome])),
      planned: events
        .filter(({ type }) => type === 'stack-planned')
        .flatMap(({ stack, resources }) => resources.map((change: PlannedChange) => ({ stack, ...change }))),
      done: events
        .filter(({ type }) => type === 'resource-finished')
        .map(({ action, stack, address }) => `${action} ${stack} ${address}`)
        .sort(),
      changes: this.operations().slice(before).filter(isChanging),
    };
  }

  /** Runs the real `cdktf` command in a shell with the variables of the sandbox. */
  cdktf(command: string) {
    const app = `${process.execPath} ${join(root, 'dist', 'main.js')}`;
    this.write(
      'cdktf.json',
      JSON.stringify({ language: 'typescript', app, projectId: 'example', sendCrashReports: 'false' }),
    );
    const before = this.operations().length;
    const cdktf = join(root, 'node_modules', '.bin', 'cdktf');
    const { status, stdout, stderr } = this.shell(`${process.execPath} ${cdktf} ${command}`, { CI: 'true' });
    const changes = this.operations().slice(before).filter(isChanging);
    return { status, output: `${stdout}${stderr}`, changes };
  }

  get store() {
    return openStore(this.folders.cloud);
  }

  /** What the environment has made in the cloud, and what AWS has made beside it. */
  cloud(): string[] {
    return this.store
      .all()
      .filter(({ preexisting }) => preexisting !== true)
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
