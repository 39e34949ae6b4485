import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRetiredStacks, readStacks } from '../../../deploy/terraform/manifest';

const output = mkdtempSync(join(tmpdir(), 'ninefold-manifest-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

describe('an output folder', () => {
  it('has no stacks before anything was written', () => {
    expect([readStacks(output), readRetiredStacks(output)]).toEqual([[], []]);
    writeFileSync(join(output, 'manifest.json'), '{"version":"0.21.0"}');
    expect(readStacks(output)).toEqual([]);
  });

  it('describes those of the spec and those that are gone from it', () => {
    const entry = (name: string) => ({ name, workingDirectory: `stacks/${name}`, dependencies: ['dev-global'] });
    writeFileSync(join(output, 'manifest.json'), JSON.stringify({ stacks: { a: entry('a') } }));
    writeFileSync(join(output, 'retired.json'), JSON.stringify({ stacks: { b: entry('b') } }));
    const stack = (name: string) => ({ name, folder: join(output, 'stacks', name), dependencies: ['dev-global'] });
    expect([readStacks(output), readRetiredStacks(output)]).toEqual([[stack('a')], [stack('b')]]);
  });
});
