import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../planner/environment';

/** Text of `cdk.tf.json` of every stack by its name, without leaving anything on the disk. */
export function synthesizedStacks(environment: Environment): ReadonlyMap<string, string> {
  const { synthesize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-drill-'));
  try {
    synthesize(environment, folder);
    const stacks = join(folder, 'stacks');
    return new Map(
      readdirSync(stacks).map((name) => [name, readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8')] as const),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
