import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RunEvent } from '../../../deploy/events';
import { runSteps } from '../../../deploy/run';
import { type Action, deploySteps, destroySteps } from '../../../deploy/steps';
import { readStacks, type Stack } from '../../../deploy/terraform/manifest';
import { openTerraform } from '../../../deploy/terraform/terraform';
import { compile } from '../../../planner/compile';
import { openStore } from '../../../sandbox/cloud/store';
import { prepareSandbox } from '../../../sandbox/prepare';
import { type SandboxFolder, sandboxFolder } from '../../../sandbox/sandbox-folder';
import { sandboxedEnvironment } from '../../../sandbox/sandboxed-environment';
import { seedCloud } from '../../../sandbox/seed';
import { sandboxEnvironment } from '../../../sandbox/variables';
import { synthesize } from '../../../stacks/synthesize';
import { smallSpec } from '../../support/deploy-place';
import { schemaCache } from '../../support/schema-cache';
import { type Spec, today } from '../../support/spec';
import { terraformCommand } from '../../support/terraform';

/** A sandbox with the stacks of an environment, at some point of its life. */
export interface Place {
  readonly folder: SandboxFolder;
  readonly stacks: readonly Stack[];
}

/** What a run of one stack did. */
export type Run = Awaited<ReturnType<typeof run>>;

/** Two regions with a public name: every kind of stack that there is. */
const spec: Spec = {
  ...smallSpec(['us-east-1', 'us-west-2']),
  dns: { zone: 'example.com', host: 'chat.example.com' },
};

/** Updates everything that has tags, and replaces the node groups of the pool. */
const changedSpec: Spec = {
  ...spec,
  tags: { purpose: 'change' },
  pools: spec.pools.map((pool: Spec) => ({ ...pool, instanceTypes: ['g5.2xlarge', 'g5.xlarge'], disk: '400GiB' })),
};

/**
 * An environment at every stage of its life, each made from the one before when it is asked for first. Copies of a
 * stage are where faults strike.
 *
 * @param root empty folder
 */
export function stagedEnvironment(root: string) {
  const stages = new Map<string, Promise<Place>>();
  const stage = (name: string, make: (root: string) => Promise<Place>): Promise<Place> => {
    const made = stages.get(name) ?? make(join(root, name));
    stages.set(name, made);
    return made;
  };

  const start = () =>
    stage('start', async (path) => {
      const place = { folder: sandboxFolder(path), stacks: write(spec, sandboxFolder(path)) };
      await prepareSandbox(place.folder, schemaCache);
      seedCloud(openStore(place.folder.cloud), { zone: spec.dns.zone });
      return place;
    });
  const deployed = (waves: number): Promise<Place> =>
    waves === 0
      ? start()
      : stage(`deployed-${waves}`, (path) => advance('deploy', deployed(waves - 1), waves - 1, path));
  const destroyed = async (waves: number): Promise<Place> => {
    const all = wavesOf(await start()).length;
    if (waves === 0) return deployed(all);
    return stage(`destroyed-${waves}`, (path) => advance('destroy', destroyed(waves - 1), all - waves, path));
  };
  const changed = () =>
    stage('changed', async (path) => {
      const place = await copyPlace(await destroyed(0), path);
      return { ...place, stacks: write(changedSpec, place.folder) };
    });

  return {
    /** Everything is deployed. */
    whole: () => destroyed(0),
    /** What the stack needs is deployed, and no more. */
    before: async (stack: string) => deployed(waveOf(await start(), stack)),
    /** Everything is deployed, and the spec has changed since. */
    changed,
    /** What needs the stack is destroyed already. */
    unused: async (stack: string) => {
      const place = await start();
      return destroyed(wavesOf(place).length - 1 - waveOf(place, stack));
    },
  };
}

/** A sandbox of its own in the same condition. */
export async function copyPlace({ folder, stacks }: Place, root: string): Promise<Place> {
  const copy = sandboxFolder(root);
  for (const part of ['cloud', 'output', 'state', 'providerSettings'] as const) {
    if (!existsSync(folder[part])) continue;
    cpSync(folder[part], copy[part], { recursive: true, filter: (path) => !path.endsWith('/.terraform') });
  }
  await prepareSandbox(copy, schemaCache);
  // Configurations name the states, and states the states that they have read, by their absolute paths.
  const moved = [
    ...stacks.map((stack) => join(folderIn(copy, stack), 'cdk.tf.json')),
    ...readdirSync(copy.state).map((name) => join(copy.state, name)),
  ];
  for (const file of moved) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`${folder.root}/`, `${copy.root}/`));
  }
  return { folder: copy, stacks: stacks.map((stack) => ({ ...stack, folder: folderIn(copy, stack) })) };
}

/** Deploys or destroys stacks as a process of its own would, and collects what is told about it. */
export async function run({ folder, stacks }: Place, action: Action, selected: readonly string[]) {
  const environment = sandboxEnvironment(folder, process.env);
  const { output } = folder;
  const chosen = stacks.filter(({ name }) => selected.includes(name));
  const events: RunEvent[] = [];
  const { results, elapsedSeconds } = await runSteps({
    steps: (action === 'deploy' ? deploySteps : destroySteps)(stacks, chosen),
    terraform: openTerraform({ command: terraformCommand, environment, output, logs: join(output, 'logs') }),
    parallelism: availableParallelism(),
    onEvent: (event) => events.push(event),
    interrupt: new AbortController().signal,
  });
  return { results, events, elapsedSeconds };
}

async function advance(action: Action, from: Promise<Place>, wave: number, path: string): Promise<Place> {
  const place = await copyPlace(await from, path);
  const { results } = await run(place, action, wavesOf(place)[wave] ?? []);
  const failed = results.filter(({ outcome }) => outcome !== 'done');
  if (failed.length > 0) throw new Error(`without any fault: ${JSON.stringify(failed, null, 1)}`);
  return place;
}

/** Names of the stacks, those first that need no other. */
function wavesOf({ stacks }: Place): readonly (readonly string[])[] {
  const waves: string[][] = [];
  for (const { name } of stacks) {
    const number = waveOf({ stacks }, name);
    waves[number] = [...(waves[number] ?? []), name];
  }
  return waves;
}

function waveOf(place: Pick<Place, 'stacks'>, name: string): number {
  const { dependencies = [] } = place.stacks.find((stack) => stack.name === name) ?? {};
  return Math.max(0, ...dependencies.map((dependency) => waveOf(place, dependency) + 1));
}

function write(content: Spec, folder: SandboxFolder): readonly Stack[] {
  const { environment, findings } = compile({ file: 'project.yaml', text: stringify(content) }, today);
  if (environment === undefined) throw new Error(JSON.stringify(findings, null, 1));
  mkdirSync(folder.output, { recursive: true });
  synthesize(sandboxedEnvironment(environment, folder), folder.output);
  return readStacks(folder.output);
}

function folderIn({ output }: SandboxFolder, { name }: Stack): string {
  return join(output, 'stacks', name);
}
