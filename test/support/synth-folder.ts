import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../planner/environment/environment';
import { synthesize } from '../../stacks/synthesize';

/** The text of every stack's `cdk.tf.json`, by the stack's name. */
export function synthesizeStacks(environment: Environment): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-synth-'));
  try {
    synthesize(environment, folder);
    const names = readdirSync(join(folder, 'stacks')).sort();
    return new Map(names.map((name) => [name, readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
