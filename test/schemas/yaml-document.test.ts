import type { Path } from '../../schemas/finding';
import { parseYaml, type YamlDocument } from '../../schemas/yaml-document';

function parse(text: string): YamlDocument {
  const parsed = parseYaml({ file: 'spec.yaml', text });
  if ('findings' in parsed) throw new Error(JSON.stringify(parsed.findings));
  return parsed.document;
}

/** `rule line:column` of every finding. */
function problems(text: string): string[] {
  const parsed = parseYaml({ file: 'spec.yaml', text });
  if (!('findings' in parsed)) return [];
  return parsed.findings.map(({ rule, location }) => `${rule} ${location?.line}:${location?.column}`);
}

/** What a location marks in a text of one or more lines. */
function marked(text: string, document: YamlDocument, path: Path, at: 'key' | 'value'): string | undefined {
  const location = document.locate(path, at);
  if (location === undefined) return undefined;
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).join('\n').length + Math.min(line - 1, 1) + column - 1;
  return text.slice(offset(location.line, location.column), offset(location.endLine, location.endColumn));
}

describe('parseYaml', () => {
  it('returns plain data', () => {
    expect(parse('name: chat\npools: [{ min: 1 }, null, "1.30", 1.30, yes]').value).toEqual({
      name: 'chat',
      pools: [{ min: 1 }, null, '1.30', 1.3, 'yes'],
    });
  });

  it('resolves aliases', () => {
    expect(parse('a: &x { b: 1 }\nc: *x').value).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });

  it('keeps __proto__ as a key like any other', () => {
    const value = parse('__proto__: { polluted: true }').value as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    ['an empty file', '', 'yaml/empty 1:1'],
    ['a file of comments', '# nothing\n', 'yaml/empty 1:1'],
    ['several documents', 'a: 1\n---\nb: 2\n', 'yaml/several-documents 2:1'],
    ['a duplicate key', 'a: 1\nb: { c: 1, c: 2 }\n', 'yaml/duplicate-key 2:12'],
    ['a tab as indentation', 'a:\n\tb: 1\n', 'yaml/tab 2:1'],
    ['a tag of another tool', 'a: !Ref b\n', 'yaml/unknown-tag 1:4'],
    ['a quote that is left open', 'a: "b\n', 'yaml/syntax 1:4'],
    ['a bracket that is left open', 'a: [1\n', 'yaml/syntax 1:4'],
    ['a bracket that is left open before other keys', 'a:\n  b: { c: 1\nd: 2\n', 'yaml/syntax 2:6'],
    ['a line that is indented otherwise', 'a:\n  - b: 1\n    c: 2\n   d: 3\n    e: 4\n', 'yaml/syntax 4:1'],
    ['a tab that makes the lines after it wrong', 'a:\n  - b: 1\n\tc: 2\n    d: 3\n', 'yaml/tab 3:1'],
    ['a merge key', 'a: &a { b: 1 }\nc: { <<: *a }\n', 'yaml/merge-key 2:6'],
    ['an alias without an anchor', 'a: 1\nb: *c\n', 'yaml/unknown-alias 2:4'],
    ['an alias before its anchor', 'a: *c\nb: &c 1\n', 'yaml/unknown-alias 1:4'],
    ['a value that holds itself', 'a: &a { b: [*a] }\n', 'yaml/recursive-alias 1:1'],
    ['a list nested 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'yaml/too-deep 1:1'],
    ['brackets that open 10,000 times', '['.repeat(10_000), 'yaml/too-deep 1:1'],
    ['a map nested 10,000 deep', `${'{ a: '.repeat(10_000)}1${'}'.repeat(10_000)}`, 'yaml/too-deep 1:1'],
    ['hyphens nested 10,000 deep', `${'- '.repeat(10_000)}a`, 'yaml/too-deep 1:1'],
  ])('reports %s, and nothing else', (_what, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('reports aliases that multiply', () => {
    const levels = [...'bcdefghi'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`)}]`,
    );
    expect(problems(`a: &a [${Array(9).fill('x')}]\n${levels.join('\n')}`)).toEqual(['yaml/alias-bomb 1:1']);
  });

  it('accepts an anchor that is used several times', () => {
    expect(problems('a: &a { x: [1] }\nb: [*a, *a, *a]')).toEqual([]);
  });

  it('reports every syntax error', () => {
    expect(problems('a: 1\na: 2\nb: !x 1\n')).toEqual(['yaml/duplicate-key 2:1', 'yaml/unknown-tag 3:4']);
  });
});

describe('locate', () => {
  const text = 'name: chat # c\npools:\n  - { name: serve, nodes: { min: 2 } }\n  - name: "train"\nempty:\n';
  const document = parse(text);

  test.each<[Path, 'key' | 'value', string]>([
    [['name'], 'value', 'chat'],
    [['name'], 'key', 'name'],
    [['pools', 0, 'nodes', 'min'], 'value', '2'],
    [['pools', 0, 'nodes', 'min'], 'key', 'min'],
    [['pools', 0, 'nodes'], 'value', '{ min: 2 }'],
    [['pools', 1, 'name'], 'value', '"train"'],
    [['pools', 0], 'value', '{ name: serve, nodes: { min: 2 } }'],
  ])('finds %j, the %s', (path, at, expected) => {
    expect(marked(text, document, path, at)).toBe(expected);
  });

  test.each<[Path, string]>([
    [['pools', 0, 'nodes', 'max'], 'nodes'],
    [['pools', 7], 'pools'],
    [['name', 'x', 3], 'name'],
  ])('answers %j, which is not there, with the key of its nearest ancestor', (path, expected) => {
    expect(marked(text, document, path, 'value')).toBe(expected);
  });

  it('answers with the start where the nearest ancestor has no key', () => {
    expect(document.locate(['dns', 'zone'], 'value')).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 1 });
    expect(document.locate(['pools', 0, 'efa'], 'value')).toMatchObject({
      line: 3,
      column: 5,
      endLine: 3,
      endColumn: 5,
    });
    expect(document.locate([], 'key')).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 1 });
  });

  it('finds a value that is left empty at its end of the line', () => {
    expect(document.locate(['empty'], 'value')).toMatchObject({ line: 5, column: 7 });
  });

  it('finds what an alias stands for at the anchor', () => {
    const aliased = 'a: &x { b: 1 }\nc: *x';
    expect(marked(aliased, parse(aliased), ['c', 'b'], 'value')).toBe('1');
    expect(marked(aliased, parse(aliased), ['c'], 'value')).toBe('*x');
  });

  it('knows which paths lead to a value', () => {
    expect(document.has(['pools', 1, 'name'])).toBe(true);
    expect(document.has(['empty'])).toBe(true);
    expect(document.has(['pools', 2])).toBe(false);
    expect(document.has(['toString'])).toBe(false);
  });

  it('counts columns after characters of several bytes as editors do', () => {
    expect(parse('{ "名": ä, b: x }').locate(['b'], 'value')).toMatchObject({ column: 14, endColumn: 15 });
  });

  it.each(['a: [1, 2', 'a: "text', 'a:\n\t- 1\nb: {', 'a: 1\nb: *x', '%TAG\n---\na: 1', 'a: !<'])(
    'never points behind the end of %j',
    (text) => {
      const parsed = parseYaml({ file: 'spec.yaml', text });
      const places = 'findings' in parsed ? parsed.findings.map(({ location }) => location) : [];
      expect(places).not.toEqual([]);
      const lines = text.split('\n');
      for (const place of places) {
        expect(place?.endLine).toBeLessThanOrEqual(lines.length);
        expect(place?.endColumn).toBeLessThanOrEqual((lines[(place?.endLine ?? 0) - 1]?.length ?? 0) + 1);
      }
    },
  );

  it('keeps line numbers with Windows line ends', () => {
    expect(parse('a: 1\r\nb: 22\r\n').locate(['b'], 'value')).toMatchObject({ line: 2, column: 4, endColumn: 6 });
  });
});
