import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { compose } from '../../blueprints/compose';
import { lockFile, lockText } from '../../blueprints/lock';
import { pinnedVersions } from '../../catalog/pinned-versions';
import { parseYaml } from '../../schemas/yaml-document';
import { BlueprintPlace } from '../support/blueprint-place';

const place = new BlueprintPlace();
afterAll(() => place.remove());

function composed(spec: unknown) {
  const parsed = parseYaml({ file: place.path('project.yaml'), text: stringify(spec) });
  if ('findings' in parsed) throw new Error(JSON.stringify(parsed.findings));
  return compose(parsed.document);
}

const rulesOf = (spec: unknown) => composed(spec).findings.map(({ rule }) => rule);

describe('blueprints that extend others', () => {
  place.writeBlueprint('a', { extends: '../b', spec: { dns: { ttl: '30s' }, tags: { from: 'a' } } });
  place.writeBlueprint('b', { extends: 'ha-chat@^1.0.0', spec: { dns: { ttl: '10s' }, tags: { also: 'b' } } });

  it('are laid over each other, the nearest on top', () => {
    const { value, findings, blueprints } = composed({ extends: './a', tags: { own: 'yes' } });
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      dns: { ttl: '30s', policy: 'weighted' },
      tags: { own: 'yes', from: 'a', also: 'b' },
      network: { nat: 'per-zone' },
    });
    expect(blueprints.map(({ from }) => from)).toEqual(['./a', '../b', 'ha-chat@^1.0.0']);
  });

  it('are named as the places of their values', () => {
    const { locate } = composed({ extends: './a', tags: { own: 'yes' } });
    const fileOf = (...path: string[]) => locate(path, 'value')?.file.replace(/^.*?([^/]+\/[^/]+)$/, '$1');
    expect(fileOf('tags', 'from')).toBe('a/blueprint.yaml');
    expect(fileOf('tags', 'also')).toBe('b/blueprint.yaml');
    expect(fileOf('tags', 'own')).toMatch(/project\.yaml$/);
    expect(locate(['network', 'nat'], 'value')?.file).toMatch(/ha-chat\/1\.\d+\.\d+\/blueprint\.yaml$/);
  });

  it('must not lead back to themselves', () => {
    place.writeBlueprint('round', { extends: '../trip', spec: {} });
    place.writeBlueprint('trip', { extends: '../round', spec: {} });
    expect(composed({ extends: './round' }).findings).toMatchObject([
      { rule: 'blueprint/cycle', message: expect.stringContaining('round@1.0.0 → trip@1.0.0 → round@1.0.0') },
    ]);
  });

  it('must not bring a second version of one of them', () => {
    place.writeBlueprint('old', { name: 'acme', version: '1.0.0', spec: {} });
    place.writeBlueprint('new', { name: 'acme', version: '2.0.0', extends: '../old', spec: {} });
    expect(composed({ extends: './new' }).findings).toMatchObject([
      { rule: 'blueprint/version-conflict', message: 'acme is extended in two versions: acme@2.0.0 → acme@1.0.0' },
    ]);
  });
});

describe('a blueprint with parameters', () => {
  place.writeBlueprint('parametric', {
    parameters: {
      ttl: { description: 'How long answers are kept.', type: 'string', pattern: '^\\d+s$', default: '60s' },
      host: { description: 'The public name.', type: 'string' },
    },
    spec: { dns: { ttl: '${parameters.ttl}', host: '${parameters.host}', zone: 'example.com' } },
  });

  it('may say nothing under `parameters`', () => {
    place.writeBlueprint('silent', { parameters: null, spec: { dns: { ttl: '30s' } } });
    expect(composed({ extends: './silent' })).toMatchObject({ findings: [], value: { dns: { ttl: '30s' } } });
  });

  it('takes values from the project, and points there', () => {
    const { value, locate, findings } = composed({
      extends: { from: './parametric', with: { host: 'a.example.com', ttl: '5s' } },
    });
    expect(findings).toEqual([]);
    expect(value).toMatchObject({ dns: { ttl: '5s', host: 'a.example.com', zone: 'example.com' } });
    expect(locate(['dns', 'ttl'], 'value')).toMatchObject({ file: place.path('project.yaml'), line: 5 });
    expect(locate(['dns', 'zone'], 'value')?.file).toMatch(/parametric\/blueprint\.yaml$/);
  });

  test.each([
    ['blueprint/missing-parameter', './parametric'],
    ['blueprint/unknown-parameter', { from: './parametric', with: { host: 'a.b', hots: 'x' } }],
    ['blueprint/wrong-parameter', { from: './parametric', with: { host: 'a.b', ttl: 'soon' } }],
  ])('%s is found', (rule, extended) => {
    expect(rulesOf({ extends: extended })).toEqual([rule]);
  });
});

describe('a blueprint that is wrong', () => {
  test.each([
    ['has an unknown key', { specs: {} }, 'did you mean "spec"?'],
    ['is of another kind', { kind: 'Project' }, 'correct the blueprint, or extend another version of it'],
    ['has a parameter without a description', { parameters: { a: { type: 'string' } } }, undefined],
    ['uses a parameter that it does not declare', { spec: { name: '${parameters.none}' } }, undefined],
  ])('and %s is a finding in its file', (_what, content, fix) => {
    const file = place.writeBlueprint('wrong', content);
    const [finding, ...others] = composed({ extends: './wrong' }).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'blueprint/invalid', location: { file }, ...(fix && { fix }) });
  });

  it('and is not there is a finding', () => {
    expect(rulesOf({ extends: './nowhere' })).toEqual(['blueprint/not-found']);
  });
});

describe('the lock beside a spec', () => {
  const locked = (version: string, hash: string) =>
    writeFileSync(
      lockFile(place.path('project.yaml')),
      lockText({ blueprints: [{ from: 'ha-chat@^1.0.0', version, hash }], versions: pinnedVersions }),
    );
  const [entry] = composed({ extends: 'ha-chat@^1.0.0' }).blueprints;

  it('keeps a range at the version that it names', () => {
    locked('1.0.0', composed({ extends: 'ha-chat@1.0.0' }).blueprints[0]?.hash ?? '');
    expect(composed({ extends: 'ha-chat@^1.0.0' })).toMatchObject({ findings: [], blueprints: [{ version: '1.0.0' }] });
  });

  it('tells of a blueprint that changed under its version', () => {
    locked(entry?.version ?? '', 'sha256-0');
    expect(rulesOf({ extends: 'ha-chat@^1.0.0' })).toEqual(['blueprint/changed']);
  });

  it('tells of a version that is gone', () => {
    locked('1.0.99', '');
    expect(rulesOf({ extends: 'ha-chat@^1.0.0' })).toEqual(['blueprint/unknown-version']);
  });

  it('warns of charts that this Ninefold has in other versions', () => {
    const versions = { ...pinnedVersions, charts: { ...pinnedVersions.charts, kueue: '0.1.0' } };
    writeFileSync(lockFile(place.path('project.yaml')), lockText({ blueprints: [], versions }));
    expect(composed({ extends: 'ha-chat@^1.0.0' }).findings).toMatchObject([
      { rule: 'blueprint/lock-drift', severity: 'warning', message: expect.stringMatching(/: kueue 0\.1\.0 → \S+$/) },
    ]);
  });

  it('may name what every object has', () => {
    const versions = { providers: {}, charts: { constructor: '1' }, images: { toString: '2' } };
    writeFileSync(lockFile(place.path('project.yaml')), lockText({ blueprints: [], versions }));
    expect(composed({ extends: './a' }).findings).toEqual([]);
  });

  it('is refused if it is none', () => {
    writeFileSync(lockFile(place.path('project.yaml')), '<<<<<<< ours\n');
    expect(rulesOf({ extends: 'ha-chat@^1.0.0' })).toEqual(['blueprint/lock-invalid']);
  });
});
