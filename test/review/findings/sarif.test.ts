import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { compile } from '../../../planner/compile';
import { rules } from '../../../planner/rules';
import { renderSarif } from '../../../review/findings/sarif';
import type { Finding } from '../../../schemas/finding';
import { problems } from '../../../schemas/problems';
import { specWithMistakes } from '../../support/mistakes';
import { today } from '../../support/spec';

const options = { version: '1.2.3', root: '/repo', rules: [...problems, ...rules] };

function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'schema/wrong-type',
    severity: 'error',
    path: ['pools', 0],
    message: 'it is wrong',
    fix: 'make it right',
    location: { file: 'spec.yaml', line: 2, column: 3, endLine: 2, endColumn: 9 },
    ...more,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the standard's own schema is what checks the shape.
function runOf(findings: readonly Finding[], root = '/repo'): any {
  return JSON.parse(renderSarif(findings, { ...options, root })).runs[0];
}

/** Problems that the official JSON schema of SARIF 2.1.0 finds. It is written in draft 4 of JSON Schema. */
function schemaErrors(log: unknown): unknown[] {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id, $schema: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  const validate = ajv.compile({ $id: id, ...schema });
  validate(log);
  return validate.errors ?? [];
}

describe('renderSarif', () => {
  it('writes a result for each finding', () => {
    const { columnKind, results } = runOf([finding({ expected: 'a list', found: '"a"' })]);
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results).toEqual([
      {
        ruleId: 'schema/wrong-type',
        ruleIndex: problems.findIndex(({ id }) => id === 'schema/wrong-type'),
        level: 'error',
        message: { text: 'it is wrong. Expected: a list. Found: "a". Fix: make it right' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'spec.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 },
            },
            logicalLocations: [{ fullyQualifiedName: 'pools[0]', kind: 'property' }],
          },
        ],
        partialFingerprints: { 'ninefold/v1': expect.stringMatching(/^[0-9a-f]{32}:1$/) },
      },
    ]);
  });

  it('describes every rule with its help', () => {
    const { driver } = runOf([]).tool;
    expect(driver).toMatchObject({ name: 'Ninefold', semanticVersion: '1.2.3' });
    expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(options.rules.map(({ id }) => id));
    const [first] = problems;
    expect(driver.rules[0]).toMatchObject({
      shortDescription: { text: first?.summary },
      fullDescription: { text: first?.why },
      help: { text: expect.stringContaining(`Fix: ${first?.fix}`), markdown: expect.stringContaining('**Fix:**') },
      defaultConfiguration: { level: 'error' },
    });
  });

  test.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
  ] as const)('calls the severity %s the level %s', (severity, level) => {
    expect(runOf([finding({ severity })]).results[0].level).toBe(level);
  });

  test.each([
    ['spec.yaml', { uri: 'spec.yaml', uriBaseId: '%SRCROOT%' }],
    ['./env/prod.yaml', { uri: 'env/prod.yaml', uriBaseId: '%SRCROOT%' }],
    ['/repo/env/my spec#1.yaml', { uri: 'env/my%20spec%231.yaml', uriBaseId: '%SRCROOT%' }],
    ['a:b.yaml', { uri: 'a%3Ab.yaml', uriBaseId: '%SRCROOT%' }],
    ['/elsewhere/spec.yaml', { uri: 'file:///elsewhere/spec.yaml' }],
    ['../spec.yaml', { uri: 'file:///spec.yaml' }],
  ])('names the file %s', (file, artifactLocation) => {
    const location = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    const [result] = runOf([finding({ location })]).results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual(artifactLocation);
  });

  it('keeps the fingerprint of a finding that moves, and only of that one', () => {
    const print = (more: Partial<Finding>) => runOf([finding(more)]).results[0].partialFingerprints['ninefold/v1'];
    const moved = { file: '/repo/spec.yaml', line: 9, column: 9, endLine: 9, endColumn: 12 };
    expect(print({ location: moved, message: 'in other words' })).toBe(print({}));
    expect(print({ path: ['pools', 1] })).not.toBe(print({}));
    expect(print({ rule: 'schema/wrong-format' })).not.toBe(print({}));
    expect(print({ location: { ...moved, file: 'other.yaml' } })).not.toBe(print({}));
  });

  it('numbers findings of one rule at one place', () => {
    const prints = runOf([finding(), finding()]).results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['ninefold/v1'],
    );
    expect(prints[0].replace(/:1$/, ':2')).toBe(prints[1]);
  });

  it('satisfies the official schema', () => {
    const { location: _, ...placeless } = finding({ path: [], rule: 'none/such' });
    const { findings } = compile({ file: 'env/ten mistakes.yaml', text: specWithMistakes().text }, today);
    expect(findings).toHaveLength(10);
    expect(schemaErrors(JSON.parse(renderSarif([...findings, placeless], options)))).toEqual([]);
    expect(schemaErrors(JSON.parse(renderSarif([], options)))).toEqual([]);
    expect(schemaErrors({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });
});
