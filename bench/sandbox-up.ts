/**
 * `node sandbox-up.js SPEC REGIONS FOLDER`: deploys an environment with so many regions to simulated clouds, as
 * `ninefold sandbox up` does, and prints the number of its resources. Schemas are kept beside the folder.
 */
import { dirname, join } from 'node:path';
import { isComplete, runSteps } from '../deploy/run';
import { deploySteps } from '../deploy/steps';
import { readStacks } from '../deploy/terraform/manifest';
import { openTerraform } from '../deploy/terraform/terraform';
import { findTerraform } from '../deploy/terraform/terraform-command';
import { openStore } from '../sandbox/cloud/store';
import { prepareSandbox } from '../sandbox/prepare';
import { sandboxFolder } from '../sandbox/sandbox-folder';
import { sandboxedEnvironment } from '../sandbox/sandboxed-environment';
import { seedCloud } from '../sandbox/seed';
import { sandboxEnvironment } from '../sandbox/variables';
import { packageFolder } from '../schemas/package-folder';
import { synthesize } from '../stacks/synthesize';
import { environmentInAwsRegions } from './environments';

async function up(spec: string, regions: number, root: string): Promise<void> {
  const folder = sandboxFolder(root);
  const environment = sandboxedEnvironment(environmentInAwsRegions(spec, regions), folder);
  await prepareSandbox(folder, join(dirname(root), 'schemas'));
  const resources = synthesize(environment, folder.output).reduce((sum, stack) => sum + stack.resources, 0);
  seedCloud(openStore(folder.cloud), environment.dns ? { zone: environment.dns.zone } : {});
  const stacks = readStacks(folder.output);
  const summary = await runSteps({
    steps: deploySteps(stacks, stacks),
    terraform: openTerraform({
      command: findTerraform(process.env, join(packageFolder, '.tools', 'terraform')),
      environment: sandboxEnvironment(folder, process.env),
      output: folder.output,
      logs: join(folder.output, 'logs'),
    }),
    parallelism: 4,
    onEvent: () => {},
    interrupt: new AbortController().signal,
  });
  if (!isComplete(summary)) throw new Error(`not everything was deployed: ${JSON.stringify(summary.results, null, 1)}`);
  process.stdout.write(`resources ${resources}\n`);
}

const [spec, count, folder] = process.argv.slice(2);
if (spec === undefined || folder === undefined) throw new Error('usage: sandbox-up SPEC REGIONS FOLDER');
void up(spec, Number(count), folder);
