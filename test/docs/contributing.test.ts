import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compile } from '../../planner/compile';
import { git } from '../support/git';
import { baseSpec, today } from '../support/spec';
import { layers } from './imports';

const root = join(__dirname, '..', '..');
const patches = [...readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').matchAll(/```diff\n(.*?)```/gs)].map(
  ([, patch = '']) => patch,
);

/** Needs all three changes: an instance type, an option of an engine, and a rule that says something about it. */
function specOfAllThree(): string {
  const spec = baseSpec();
  spec.owner = 'ann@example.com';
  spec.pools[0].instanceTypes = ['g6e.32xlarge', 'g6e.24xlarge'];
  spec.inference[0].engine = 'lmdeploy';
  spec.inference[0].extraArgs = ['--enable-return-routed-experts'];
  spec.budget.monthly = 1_000_000;
  return stringify(spec, { aliasDuplicateObjects: false });
}

describe('the changes that CONTRIBUTING.md shows', () => {
  const copy = mkdtempSync(join(tmpdir(), 'ninefold-contributing-'));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });

  it('is each made in one place, and works', () => {
    const before = compile({ file: 'project.yaml', text: specOfAllThree() }, today).findings;
    expect(before.map(({ rule }) => rule)).toEqual(['compute/unknown-instance-type', 'inference/unknown-argument']);

    const tests = ['planner', 'catalog', 'support'].map((folder) => join('test', folder));
    const own = [...layers, ...tests, 'main.ts', 'package.json', 'tsconfig.json', 'jest.config.js'];
    for (const name of own) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    expect(patches).toHaveLength(3);
    for (const patch of patches) {
      writeFileSync(join(copy, 'change.diff'), patch);
      git(copy, 'apply', 'change.diff');
    }
    expect(node('node_modules/typescript/bin/tsc').stdout).toBe('');

    writeFileSync(join(copy, 'project.yaml'), specOfAllThree());
    const validate = node('dist/cli/ninefold.js', '--today', today, 'validate', '--format', 'json');
    const { findings } = JSON.parse(validate.stdout) as { findings: { rule: string; path: string }[] };
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['naming/owner-person owner']);
  });

  // `npm run test:docs`
  (process.env['NINEFOLD_ALL_DOCS'] === '1' ? it : it.skip)(
    'passes the tests that it names',
    () => {
      const { status, stderr } = node('node_modules/jest/bin/jest.js', 'test/catalog', 'test/planner/rules/naming');
      expect(`${status}\n${stderr}`).toMatch(/^0\n/);
    },
    120_000,
  );
});
