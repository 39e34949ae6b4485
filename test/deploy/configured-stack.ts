import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from '../../deploy/terraform/manifest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A stack with nothing but a configuration. */
export function configuredStack(configuration: object, dependencies: readonly string[] = []): Stack {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-stack-'));
  folders.push(folder);
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(configuration));
  return { name: 'prod-us-east-1-cluster', folder, dependencies };
}
