import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { compile } from '../planner/compile';
import type { Environment } from '../planner/environment';
import { validSpec } from './support/random-spec';
import { type Spec, today } from './support/spec';
import { synthesizeStacks } from './support/synth-folder';
import { itWithTerraform, validateFolder } from './support/terraform';

/** Pins the specs; another seed tries others: NINEFOLD_SEED=7 npm test -- random-specs. */
const seed = Number(process.env['NINEFOLD_SEED'] ?? 20261123);
const specs = fc.sample(validSpec, { numRuns: 200, seed });

function environmentOf(spec: Spec): Environment {
  const { environment, findings } = compile({ file: 'random.yaml', text: stringify(spec) }, today);
  if (environment === undefined) {
    const errors = findings.filter((finding) => finding.severity === 'error');
    throw new Error(`seed ${seed}: ${JSON.stringify(errors, null, 1)}\n${stringify(spec)}`);
  }
  return environment;
}

const batches = Array.from(
  { length: 10 },
  (_, index) => [index * 20, specs.slice(index * 20, index * 20 + 20)] as const,
);

describe('200 random valid specs', () => {
  test.each(batches)('from number %i on synthesize the same bytes twice, without loose ends', (_first, batch) => {
    for (const spec of batch) {
      const stacks = synthesizeStacks(environmentOf(spec));
      expect([...synthesizeStacks(environmentOf(spec))]).toEqual([...stacks]);
      for (const text of stacks.values()) {
        expect(text).not.toContain('TfToken[');
        expect(text).not.toContain('undefined');
        expect(text).not.toContain('NaN');
        // cdktf's own exports, whose names may collide.
        expect(text).not.toContain('cross-stack-output');
      }
      expectResolvedReferences(stacks);
    }
  });

  for (const [index, spec] of specs.slice(0, 30).entries()) {
    itWithTerraform(
      `number ${index} is accepted by the real Terraform and provider in every stack`,
      () => expect(validateTogether(synthesizeStacks(environmentOf(spec)))).toEqual([]),
      120_000,
    );
  }
});

/** Every output that a stack reads is published by the stack that it names. */
function expectResolvedReferences(stacks: ReadonlyMap<string, string>): void {
  for (const text of stacks.values()) {
    for (const [, producer = '', output = ''] of text.matchAll(
      /data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g,
    )) {
      const published = Object.keys(JSON.parse(stacks.get(producer) ?? '{}').output ?? {});
      expect(published).toContain(output);
    }
  }
}

/**
 * Validates all stacks of a spec in one run of Terraform, as modules of one configuration: the provider's schema takes
 * seconds to load and is the same for all. Backends mean nothing in a module, and Terraform warns of them.
 */
function validateTogether(stacks: ReadonlyMap<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-modules-'));
  try {
    const modules: Record<string, { source: string }> = {};
    for (const [name, text] of stacks) {
      const { backend: _, ...terraform } = JSON.parse(text).terraform;
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'main.tf.json'), JSON.stringify({ ...JSON.parse(text), terraform }));
      modules[name] = { source: `./${name}` };
    }
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ module: modules }));
    return validateFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
