import fc from 'fast-check';
import { stringify } from 'yaml';
import { compile } from '../planner/compile';
import type { Environment } from '../planner/environment/environment';
import { validSpec } from './support/random-spec';
import { seed } from './support/seed';
import { type Spec, today } from './support/spec';
import { synthesizeStacks } from './support/synth-folder';
import { itWithTerraform, validateStacks } from './support/terraform';

/** `npm run test:random` makes more, and takes all of them to the real Terraform. */
const asked = process.env['NINEFOLD_RANDOM_SPECS'];
const count = Number(asked ?? 60);
const specs = fc.sample(validSpec, { numRuns: count, seed });

/** One in so many goes through the real Terraform, which takes some seconds for each. */
const validatedEvery = asked === undefined ? 15 : 1;

function environmentOf(spec: Spec): Environment {
  const { environment, findings } = compile({ file: 'random.yaml', text: stringify(spec) }, today);
  if (environment === undefined) {
    const errors = findings.filter((finding) => finding.severity === 'error');
    throw new Error(`seed ${seed}: ${JSON.stringify(errors, null, 1)}\n${stringify(spec)}`);
  }
  return environment;
}

const batches = Array.from(
  { length: Math.ceil(count / 20) },
  (_, index) => [index * 20, specs.slice(index * 20, index * 20 + 20)] as const,
);

describe(`${count} random valid specs`, () => {
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

  for (const [index, spec] of specs.entries()) {
    if (index % validatedEvery !== 0) continue;
    itWithTerraform(
      `number ${index} is accepted by the real Terraform and provider in every stack`,
      () => expect(validateStacks(synthesizeStacks(environmentOf(spec)))).toEqual([]),
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
