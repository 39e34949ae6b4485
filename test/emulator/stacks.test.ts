import { join } from 'node:path';
import { compileFile } from '../../planner/compile';
import {
  type EmulatedStack,
  type EmulatedStacks,
  type Emulator,
  itWithEmulator,
  startEmulator,
  synthesizeForEmulator,
} from '../support/emulator';
import { today } from '../support/spec';

const example = join(__dirname, '..', '..', 'examples', 'chat-assistant', 'project.yaml');

let emulator: Emulator | undefined;
let stacks: EmulatedStacks | undefined;

afterAll(async () => {
  stacks?.remove();
  await emulator?.stop();
});

/** Applies a stack and makes sure that Terraform is content with what it then finds. */
async function settle(stack: EmulatedStack): Promise<void> {
  await stack.apply();
  expect(await stack.plannedChanges()).toEqual([]);
}

itWithEmulator(
  'applies network, global and failover stacks with the real provider, finds nothing left to do, and destroys them',
  async () => {
    const { environment } = compileFile(example, today);
    if (environment === undefined) throw new Error('the example does not compile');
    emulator = await startEmulator();
    await emulator.createHostedZone('example.com');
    stacks = synthesizeForEmulator(environment, emulator);
    const { open } = stacks;
    const [network, global, failover] = ['prod-us-east-1-network', 'prod-global', 'prod-failover'].map(open) as [
      EmulatedStack,
      EmulatedStack,
      EmulatedStack,
    ];

    await Promise.all([settle(network), settle(global).then(() => settle(failover))]);
    expect(network.resources().length).toBeGreaterThan(50);
    expect(failover.resources()).toContainEqual(expect.stringMatching(/^aws_route53_record\./));

    await Promise.all([network.destroy(), failover.destroy().then(() => global.destroy())]);
    expect([network, global, failover].flatMap((stack) => stack.resources())).toEqual([]);
  },
  400_000,
);
