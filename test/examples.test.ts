import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { parse } from 'yaml';
import { planReport } from '../cli/plan/plan-report';
import { renderPlan } from '../cli/plan/plan-text';
import { compileFile } from '../planner/compile';
import { buildApp, summarize } from '../stacks/synthesize';
import { exampleNames, examplesFolder } from './support/examples';
import { expectGolden } from './support/golden';
import { today } from './support/spec';
import { synthesizeStacks } from './support/synth-folder';
import { itWithTerraform, validateStacks } from './support/terraform';

const specOf = (example: string) => join(examplesFolder, example, 'project.yaml');

function environmentOf(example: string) {
  const { environment, findings } = compileFile(specOf(example), today);
  if (environment === undefined) throw new Error(JSON.stringify(findings, null, 1));
  return environment;
}

describe.each(exampleNames)('the example %s', (example) => {
  const stacks = synthesizeStacks(environmentOf(example));

  it('has no findings', () => {
    expect(compileFile(specOf(example), today).findings).toEqual([]);
  });

  test.each([...stacks.keys()])('synthesizes %s as in the golden file', (stack) => {
    expectGolden(join(example, `${stack}.tf.json`), stacks.get(stack) ?? '');
  });

  it('is planned as in the golden file', () => {
    const environment = environmentOf(example);
    const report = planReport(environment, summarize(buildApp(environment, tmpdir())));
    expectGolden(join(example, 'plan.txt'), `${renderPlan(report, createColors(false))}\n`);
  });

  it('gives the same bytes again', () => {
    expect([...synthesizeStacks(environmentOf(example))]).toEqual([...stacks]);
  });

  itWithTerraform(
    'is accepted by the real Terraform and provider',
    () => expect(validateStacks(stacks)).toEqual([]),
    120_000,
  );
});

describe('the examples', () => {
  it('chat-assistant makes more than 250 resources in network, cluster and platform stacks for each region, global and failover', () => {
    const stacks = synthesizeStacks(environmentOf('chat-assistant'));
    expect([...stacks.keys()]).toEqual([
      'prod-eu-west-1-cluster',
      'prod-eu-west-1-network',
      'prod-eu-west-1-platform',
      'prod-eu-west-1-workloads',
      'prod-failover',
      'prod-global',
      'prod-replication',
      'prod-us-east-1-cluster',
      'prod-us-east-1-network',
      'prod-us-east-1-platform',
      'prod-us-east-1-workloads',
      'prod-us-west-2-cluster',
      'prod-us-west-2-network',
      'prod-us-west-2-platform',
      'prod-us-west-2-workloads',
    ]);
    const resources = [...stacks.values()].flatMap((text) =>
      Object.values(JSON.parse(text).resource as object).flatMap(Object.keys),
    );
    expect(resources.length).toBeGreaterThan(250);
  });

  it('minimal is a spec of fewer than 20 lines', () => {
    expect(readFileSync(specOf('minimal'), 'utf8').trim().split('\n').length).toBeLessThan(20);
  });

  test.each(exampleNames)('%s names the published schema by a path that leads to it', (example) => {
    const text = readFileSync(specOf(example), 'utf8');
    const reference = /^# yaml-language-server: \$schema=(.+)$/m.exec(text)?.[1] ?? '';
    const schema = JSON.parse(readFileSync(join(examplesFolder, example, reference), 'utf8'));
    expect(schema.$id).toBe('https://ninefold.dev/schemas/v1alpha1/project.schema.json');
    expect(parse(text).apiVersion).toBe(schema.properties.apiVersion.const);
  });
});
