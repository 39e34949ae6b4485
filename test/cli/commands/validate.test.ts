import { truncateSync } from 'node:fs';
import { Workplace } from '../../support/cli';
import { rulesOf, specWithMistakes } from '../../support/mistakes';
import { baseSpec, specWith } from '../../support/spec';

const place = new Workplace();
afterAll(() => place.remove());

describe('ninefold validate', () => {
  it('accepts a valid spec', () => {
    place.writeSpec(baseSpec());
    expect(place.run(['validate'])).toMatchObject({ status: 0, stdout: 'project.yaml is valid\n', stderr: '' });
  });

  it('shows place, line, caret, expectation, value and fix of a mistake', () => {
    place.write('spec.yaml', 'apiVersion: ninefold/v1alpha1\nkind: Projcet\n');
    const { status, stdout, stderr } = place.run(['validate', 'spec.yaml']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain(
      [
        'spec.yaml:2:7 error schema/unknown-value  kind',
        '  "Projcet" is not a value that this key knows',
        '  1 │ apiVersion: ninefold/v1alpha1',
        '  2 │ kind: Projcet',
        '    │       ^^^^^^^',
        '  expected  Project',
        '  found     "Projcet"',
        '  fix       did you mean "Project"?',
      ].join('\n'),
    );
  });

  it('reports ten different mistakes in one run, each with line and column', () => {
    const { text, rules } = specWithMistakes();
    place.write('ten.yaml', text);
    const { status, stdout } = place.run(['validate', 'ten.yaml', '--format', 'json']);
    const document = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(rulesOf(document)).toEqual(rules);
    expect(new Set(rules).size).toBe(10);
    for (const { location } of document.findings) {
      expect(location).toMatchObject({ file: 'ten.yaml', line: expect.any(Number), column: expect.any(Number) });
    }
  });

  describe('with warnings only', () => {
    beforeAll(() =>
      place.writeSpec(
        specWith((s) => delete s.models[0].revision),
        'warned.yaml',
      ),
    );

    it('succeeds', () => {
      const { status, stdout } = place.run(['validate', 'warned.yaml']);
      expect(status).toBe(0);
      expect(stdout).toContain('warning security/unpinned-revision');
      expect(stdout).toContain('1 warning in warned.yaml');
    });

    it('fails with --fail-on warning', () => {
      expect(place.run(['validate', 'warned.yaml', '--fail-on', 'warning']).status).toBe(1);
    });

    it('says in JSON that the spec is valid', () => {
      const document = JSON.parse(place.run(['validate', 'warned.yaml', '--format', 'json']).stdout);
      expect(document).toMatchObject({ file: 'warned.yaml', valid: true, errors: 0, warnings: 1 });
    });
  });

  it('prints one JSON document and nothing else', () => {
    const { stdout, stderr } = place.run(['validate', 'none.yaml', '--format', 'json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      file: 'none.yaml',
      valid: false,
      errors: 1,
      warnings: 0,
      findings: [
        {
          rule: 'file/not-found',
          severity: 'error',
          message: 'none.yaml does not exist',
          fix: 'check the path, or make a first spec with `ninefold init`',
          path: [],
          location: { file: 'none.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 },
        },
      ],
    });
  });

  it('prints SARIF', () => {
    const { status, stdout } = place.run(['validate', 'none.yaml', '--format', 'sarif']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'file/not-found' }] }] });
  });

  it('reads the spec that NINEFOLD_SPEC names', () => {
    place.writeSpec(baseSpec(), 'other.yaml');
    expect(place.run(['validate'], { NINEFOLD_SPEC: 'other.yaml' }).stdout).toBe('other.yaml is valid\n');
  });

  it('quotes the blueprint where its value is at fault', () => {
    const spec = specWith((s) => {
      s.extends = 'ha-chat@1.0.0';
      delete s.dns;
    });
    place.writeSpec(spec, 'extends.yaml');
    const { status, stdout } = place.run(['validate', 'extends.yaml']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/blueprint\.yaml:\d+:3 error schema\/missing-key {2}dns/);
    expect(stdout).toMatch(/│ {3}dns:\n/);
  });
});

describe('hostile input', () => {
  const deep = '['.repeat(10_000);
  const bomb = [...'bcdefghij']
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`)
    .join('\n');

  const cases: readonly [what: string, content: string | Uint8Array, rule: string][] = [
    ['an empty file', '', 'yaml/empty'],
    ['several documents', 'a: 1\n---\nb: 1\n', 'yaml/several-documents'],
    ['a duplicate key', 'name: a\nname: b\n', 'yaml/duplicate-key'],
    ['tabs', 'a:\n\tb: 1\n', 'yaml/tab'],
    ['UTF-16', Buffer.from('\ufeffname: a\n', 'utf16le'), 'file/encoding'],
    ['a NUL byte', 'name: a\0b\n', 'file/encoding'],
    ['an alias bomb', `a: &a [${Array(9).fill('x')}]\n${bomb}\n`, 'yaml/alias-bomb'],
    ['an endless alias under a blueprint', 'extends: ha-chat@1.0.0\ntags: &t { a: *t }\n', 'yaml/recursive-alias'],
    ['10,000 brackets', deep, 'yaml/too-deep'],
    ['10,000 levels', deep + deep.replace(/\[/g, ']'), 'yaml/too-deep'],
    ['plain text', 'hello\n', 'schema/wrong-type'],
  ];

  test.each(cases)('%s is one finding', (_what, content, rule) => {
    place.write('hostile.yaml', content);
    const { status, stdout, stderr } = place.run(['validate', 'hostile.yaml', '--format', 'json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(rulesOf(JSON.parse(stdout))).toEqual([rule]);
    expect(place.run(['validate', 'hostile.yaml'])).toMatchObject({ status: 1, stderr: '' });
  });

  it('a file of 50 MB is one finding', () => {
    truncateSync(place.write('large.yaml', 'a: 1\n'), 50 * 1024 * 1024);
    expect(place.run(['validate', 'large.yaml']).stdout).toContain('file/too-large');
  });

  it('a folder is one finding', () => {
    expect(place.run(['validate', '.']).stdout).toContain('.:1:1 error file/not-a-file');
  });

  it('a path that cannot be read is one finding', () => {
    const { status, stdout } = place.run(['validate', `${'a'.repeat(300)}.yaml`]);
    expect(status).toBe(1);
    expect(stdout).toContain('file/not-readable');
  });

  it('keys named like members of every object are unknown keys', () => {
    place.writeSpec(baseSpec(), 'proto.yaml');
    place.write('proto.yaml', '__proto__: { a: 1 }\nconstructor: { prototype: 1 }\ntoString: 1\n');
    const { status, stdout, stderr } = place.run(['validate', 'proto.yaml', '--format', 'json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const unknown = JSON.parse(stdout).findings.filter(({ rule }: { rule: string }) => rule === 'schema/unknown-key');
    expect(unknown.map(({ path }: { path: string[] }) => path[0])).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('cannot steer the terminal', () => {
    place.write('escape.yaml', 'name: "a" # \u009b31m\nowner: "\\e[31m"\n');
    const { stdout } = place.run(['validate', 'escape.yaml']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not come through.
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
  });
});
