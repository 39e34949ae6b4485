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
import { reduceStack } from '../support/reduced-stack';
import { today } from '../support/spec';
import { isLeftOut, unexplainedChanges } from './limits';

const examples = join(__dirname, '..', '..', 'examples');

let emulator: Emulator | undefined;
let stacks: EmulatedStacks | undefined;

afterEach(async () => {
  stacks?.remove();
  await emulator?.stop();
});

async function emulate(example: string, zone?: string): Promise<EmulatedStacks> {
  const { environment } = compileFile(join(examples, example, 'project.yaml'), today);
  if (environment === undefined) throw new Error(`the example ${example} does not compile`);
  emulator = await startEmulator();
  if (zone) await emulator.createHostedZone(zone);
  stacks = synthesizeForEmulator(environment, emulator);
  return stacks;
}

interface Case {
  readonly example: string;
  /** Environment and region. */
  readonly place: string;
  /** Domain of the public name. */
  readonly zone?: string;
  /** Regions whose clusters receive copies from this one; their outputs are supplied. */
  readonly copies?: readonly string[];
}

const cases: readonly Case[] = [
  {
    example: 'chat-assistant',
    place: 'prod-us-east-1',
    zone: 'example.com',
    copies: ['us-west-2', 'eu-west-1'],
  },
  { example: 'global-inference', place: 'prod-us-west-2', zone: 'example.org' },
  { example: 'finetune-lab', place: 'dev-us-east-2' },
];

/** A stack without resources of its own account needs the buckets of the source only. */
async function replicate({ open, supplyOutputs }: EmulatedStacks, regions: readonly string[]): Promise<void> {
  for (const region of regions) {
    const key = `arn:aws:kms:${region}:123456789012:key/01234567-89ab-cdef-0123-456789abcdef`;
    supplyOutputs(`prod-${region}-cluster`, { data_key_arn: key });
  }
  const replication = open('prod-replication');
  await replication.apply();
  expect(await unexplainedChanges(replication)).toEqual([]);
  await replication.destroy();
}

for (const { example, place, zone, copies } of cases) {
  itWithEmulator(
    `applies what moto can serve of the cluster stack ${place} of ${example}, and destroys it`,
    async () => {
      const emulated = await emulate(example, zone);
      const [environment = ''] = place.split('-');
      const [network, global, cluster] = [`${place}-network`, `${environment}-global`, `${place}-cluster`].map(
        emulated.open,
      ) as [EmulatedStack, EmulatedStack, EmulatedStack];
      for (const stack of [global, cluster]) stack.write(reduceStack(stack.read(), isLeftOut));

      await Promise.all([network.apply(), global.apply()]);
      await cluster.apply();
      expect(await unexplainedChanges(cluster)).toEqual([]);
      if (copies) await replicate(emulated, copies);
      await cluster.destroy();
      expect(cluster.resources()).toEqual([]);
    },
    900_000,
  );
}
