import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createColors } from 'picocolors';
import { parse } from 'yaml';
import { blueprintFile, blueprintNames, blueprintVersions } from '../../blueprints/library';
import { planReport } from '../../cli/plan/plan-report';
import { renderPlan } from '../../cli/plan/plan-text';
import { compileFile } from '../../planner/compile';
import { buildApp, summarize } from '../../stacks/synthesize';
import { expectGolden } from '../support/golden';
import { today } from '../support/spec';

const all = blueprintNames().flatMap((name) => blueprintVersions(name).map((version) => [name, version] as const));

/** The golden plan holds what a blueprint stands for: its topology, and what it needs and costs. */
describe.each(all)('the blueprint %s@%s', (name, version) => {
  const folder = dirname(blueprintFile(name, version));
  const compiled = compileFile(join(folder, 'example.yaml'), today);

  it('says its name, its version and its parameters in its file and its README', () => {
    const blueprint = parse(readFileSync(join(folder, 'blueprint.yaml'), 'utf8'));
    expect(blueprint).toMatchObject({ name, version });
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readme).toContain(`# ${name} ${version}`);
    for (const parameter of Object.keys(blueprint.parameters ?? {})) expect(readme).toContain(`\`${parameter}\``);
  });

  it('has an example without findings', () => {
    expect(compiled.findings).toEqual([]);
  });

  it('is planned as in the golden file', () => {
    const { environment } = compiled;
    if (environment === undefined) throw new Error('the example has errors');
    const report = planReport(environment, summarize(buildApp(environment, tmpdir())));
    expectGolden(join('blueprints', `${name}@${version}.txt`), `${renderPlan(report, createColors(false))}\n`);
  });
});

it('every blueprint has a README and an example', () => {
  for (const [name, version] of all) {
    const folder = dirname(blueprintFile(name, version));
    for (const file of ['README.md', 'example.yaml'])
      expect([name, version, existsSync(join(folder, file))]).toEqual([name, version, true]);
  }
});
