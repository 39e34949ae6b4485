import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../planner/environment/environment';
import { inTemporaryFolder } from '../../stacks/in-temporary-folder';

/** Text of `cdk.tf.json` of every stack by its name, without leaving anything on the disk. */
export function synthesizedStacks(environment: Environment): ReadonlyMap<string, string> {
  const { synthesize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
  return inTemporaryFolder('ninefold-drill-', (folder) => {
    synthesize(environment, folder);
    const stacks = join(folder, 'stacks');
    return new Map(
      readdirSync(stacks).map((name) => [name, readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8')] as const),
    );
  });
}
