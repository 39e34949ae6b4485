import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../deploy/events';
import { runSteps } from '../../deploy/run';
import { deploySteps, destroySteps } from '../../deploy/steps';
import type { Stack } from '../../deploy/terraform/manifest';
import { resourcesIn } from '../../deploy/terraform/stack-state';
import { openTerraform } from '../../deploy/terraform/terraform';
import { type FaultRule, writeFaults } from '../../sandbox/cloud/faults';
import { readOperations } from '../../sandbox/cloud/operations';
import { openStore } from '../../sandbox/cloud/store';
import { prepareSandbox } from '../../sandbox/prepare';
import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { sandboxEnvironment } from '../../sandbox/variables';
import { schemaCache } from './schema-cache';
import { terraformCommand } from './terraform';

const root = mkdtempSync(join(tmpdir(), 'ninefold-stack-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Blocks of a stack by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack in a simulated account of its own, and runs of Ninefold over it. */
export async function sandboxed(name: string, resources: Resources) {
  const sandbox = sandboxFolder(join(root, name));
  await prepareSandbox(sandbox, schemaCache);
  const stack: Stack = { name, folder: join(sandbox.output, 'stacks', name), dependencies: [] };
  mkdirSync(stack.folder, { recursive: true });
  const configure = (wanted: Resources) =>
    writeFileSync(join(stack.folder, 'cdk.tf.json'), JSON.stringify(configuration(sandbox.state, name, wanted)));
  configure(resources);

  const settings = {
    command: terraformCommand,
    environment: sandboxEnvironment(sandbox, process.env),
    output: sandbox.output,
    logs: join(sandbox.output, 'logs'),
  };
  const run = async (action: 'deploy' | 'destroy' = 'deploy') => {
    const events: RunEvent[] = [];
    let approvals = 0;
    const { results } = await runSteps({
      steps: action === 'deploy' ? deploySteps([stack], [stack]) : destroySteps([stack], [stack]),
      terraform: openTerraform(settings),
      parallelism: 1,
      approve: async () => {
        approvals += 1;
        return true;
      },
      onEvent: (event) => events.push(event),
      interrupt: new AbortController().signal,
    });
    const adopted = events.flatMap((event) => (event.type === 'stack-adopting' ? event.objects : []));
    const warnings = events.flatMap((event) => (event.type === 'stack-warning' ? [event.diagnostic] : []));
    return { outcome: results[0]?.outcome, failure: results[0]?.failure, adopted, warnings, approvals };
  };
  const store = openStore(sandbox.cloud);
  return {
    stack,
    configure,
    run,
    store,
    /** As if the machine had gone down while Terraform worked, before it stored anything in a remote backend. */
    loseState: () => {
      rmSync(join(sandbox.state, `${name}.tfstate`));
      const log = join(settings.logs, `${name}.apply.log`);
      const lines = readFileSync(log, 'utf8').split('\n');
      writeFileSync(log, lines.filter((line) => !/"type":"(change_summary|outputs)"/.test(line)).join('\n'));
    },
    objectIds: () =>
      store
        .all()
        .map(({ type, id }) => `${type} ${id}`)
        .sort(),
    faults: (...rules: Omit<FaultRule, 'id'>[]) =>
      writeFaults(
        sandbox.cloud,
        rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
      ),
    objects: (type: string) =>
      store
        .all()
        .filter((object) => object.type === type)
        .map(({ id }) => id),
    operations: () => readOperations(sandbox.cloud),
    state: () =>
      resourcesIn(readFileSync(join(sandbox.state, `${name}.tfstate`), 'utf8')).map(({ address, attributes }) => ({
        address,
        id: attributes['id'],
      })),
  };
}

function configuration(state: string, name: string, resources: Resources): unknown {
  const tags = { project: 'demo', environment: 'prod', component: name };
  return {
    terraform: {
      required_version: '>= 1.11.0',
      required_providers: { aws: { source: 'aws', version: '>= 5.100.0, < 7.0.0' } },
      backend: { local: { path: join(state, `${name}.tfstate`) } },
    },
    provider: { aws: [{ region: 'us-east-1', default_tags: [{ tags }] }] },
    resource: resources,
  };
}
