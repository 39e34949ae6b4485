import { writeFileSync } from 'node:fs';
import { inspectStacks } from '../../deploy/inspect';
import { runSteps } from '../../deploy/run';
import { deploySteps } from '../../deploy/steps';
import { DeployProblem } from '../../deploy/terraform/problem';
import { DeployFolder, describeWithTerraform } from '../support/deploy-folder';

jest.setTimeout(60_000);

let folder: DeployFolder;
beforeEach(() => {
  folder = new DeployFolder();
});
afterEach(() => folder.remove());

const inspect = () => inspectStacks(folder.stacks(), folder.terraform(), new AbortController().signal);

describeWithTerraform('inspectStacks', () => {
  it('tells what each stack holds, also of one that was never deployed', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] } });
    const network = folder.stacks().filter(({ name }) => name === 'network');
    await runSteps({
      steps: deploySteps(folder.stacks(), network),
      terraform: folder.terraform(),
      parallelism: 1,
      onEvent: folder.onEvent,
      interrupt: new AbortController().signal,
    });
    const found = (await inspect()).map(({ stack, resources }) => [
      stack.name,
      resources.map(({ address }) => address),
    ]);
    expect(found).toEqual([
      ['network', ['terraform_data.marker']],
      ['cluster', []],
    ]);
  });

  it('says which state cannot be read, why, and where Terraform said so', async () => {
    folder.write({ network: {} });
    writeFileSync(`${folder.stackFolder('network')}/cdk.tf.json`, '{ "terraform": { "backend": { "s3": {} } } }');
    const problem = await inspect().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(DeployProblem);
    expect(problem).toMatchObject({
      message: expect.stringMatching(/^cannot read the state of network: .*bucket/s),
      fix: expect.stringMatching(/^correct that and run again; see \S+network\.init\.log$/),
    });
  });
});
