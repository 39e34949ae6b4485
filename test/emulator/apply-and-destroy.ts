import { join } from 'node:path';
import { compileFile } from '../../planner/compile';
import { startEmulator, synthesizeForEmulator } from '../support/emulator';
import { examplesFolder } from '../support/examples';
import { reduceStack } from '../support/reduced-stack';
import { today } from '../support/spec';
import { isLeftOut, unexplainedChanges } from './limits';

/**
 * Applies what moto can serve of stacks of an example, one after the other, makes sure that Terraform is content with what it then finds, and
 * destroys them in reverse. Returns the addresses of the resources that each of them had.
 */
export async function applyAndDestroy(example: string, zone: string, names: readonly string[]): Promise<string[][]> {
  const { environment } = compileFile(join(examplesFolder, example, 'project.yaml'), today);
  if (environment === undefined) throw new Error(`the example ${example} does not compile`);
  const emulator = await startEmulator();
  try {
    await emulator.createHostedZone(zone);
    const { open, remove } = synthesizeForEmulator(environment, emulator);
    try {
      const stacks = names.map(open);
      for (const stack of stacks) {
        stack.write(reduceStack(stack.read(), isLeftOut));
        await stack.apply();
        expect(await unexplainedChanges(stack)).toEqual([]);
      }
      const resources = stacks.map((stack) => stack.resources());
      for (const stack of [...stacks].reverse()) await stack.destroy();
      expect(stacks.flatMap((stack) => stack.resources())).toEqual([]);
      return resources;
    } finally {
      remove();
    }
  } finally {
    await emulator.stop();
  }
}
