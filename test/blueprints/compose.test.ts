import { relative } from 'node:path';
import { compose } from '../../blueprints/compose';
import { blueprintFile, blueprintNames, blueprintVersions } from '../../blueprints/library';
import { parseYaml, type YamlDocument } from '../../schemas/yaml-document';

function parse(text: string): YamlDocument {
  const parsed = parseYaml({ file: 'project.yaml', text });
  if ('findings' in parsed) throw new Error(JSON.stringify(parsed.findings));
  return parsed.document;
}

describe('compose', () => {
  it('returns a project without a blueprint as it is', () => {
    const document = parse('name: chat');
    expect(compose(document)).toMatchObject({ value: { name: 'chat' }, findings: [] });
  });

  it('lays a project over its blueprint', () => {
    const { value, findings } = compose(parse('extends: ha-chat@1.0.0\ndns: { zone: example.com, ttl: 30s }'));
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      extends: 'ha-chat@1.0.0',
      network: { nat: 'per-zone' },
      dns: { zone: 'example.com', ttl: '30s', policy: 'weighted' },
    });
  });

  it('finds each value where it was written', () => {
    const { locate } = compose(parse('extends: ha-chat@1.0.0\ndns: { zone: example.com, ttl: 30s }'));
    const blueprint = relative('.', blueprintFile('ha-chat', '1.0.0'));
    expect(locate(['dns', 'ttl'], 'value')).toMatchObject({ file: 'project.yaml', line: 2, column: 32 });
    expect(locate(['network', 'nat'], 'value')).toMatchObject({ file: blueprint, line: 8 });
    expect(locate(['dns', 'host'], 'value')).toMatchObject({ file: 'project.yaml', line: 2, column: 1 });
    expect(locate(['regions'], 'value')).toMatchObject({ file: 'project.yaml', line: 1, column: 1 });
  });

  it('asks what was meant by an unknown blueprint', () => {
    expect(compose(parse('extends: ha-chta@1.0.0')).findings).toMatchObject([
      {
        rule: 'blueprint/unknown',
        path: ['extends'],
        fix: 'did you mean "ha-chat"?',
        location: { file: 'project.yaml', line: 1, column: 10 },
      },
    ]);
  });

  it('names a version of a blueprint if the one asked for does not exist', () => {
    expect(compose(parse('extends: ha-chat@9.9.9')).findings).toMatchObject([
      { rule: 'blueprint/unknown-version', fix: expect.stringMatching(/^use ha-chat@\d/) },
    ]);
  });

  it.each(['extends: 5', 'extends: ha-chat', 'extends: null', '[a, b]'])('leaves %j to the schema', (text) => {
    const document = parse(text);
    expect(compose(document)).toMatchObject({ value: document.value, findings: [] });
  });
});

describe('the library', () => {
  it('knows its blueprints and their versions', () => {
    expect(blueprintNames()).toContain('ha-chat');
    expect(blueprintVersions('ha-chat')).toContain('1.0.0');
    expect(blueprintVersions('none')).toEqual([]);
  });
});
