import { renderFindings } from '../../../review/findings/text';
import type { Finding } from '../../../schemas/finding';

const source = (text: string) => ({ file: 'spec.yaml', text });

function finding(line: number, column: number, endColumn: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'area/rule',
    severity: 'error',
    path: ['pools', 0],
    message: 'it is wrong',
    fix: 'make it right',
    location: { file: 'spec.yaml', line, column, endLine: line, endColumn },
    ...more,
  };
}

/** The quoted lines of the only finding. */
function excerpt(text: string, found: Finding): string[] {
  return renderFindings([found], source(text))
    .split('\n')
    .filter((line) => line.includes('│'));
}

describe('renderFindings', () => {
  it('is empty without findings', () => {
    expect(renderFindings([], source('a: 1'))).toBe('');
  });

  it('shows everything about a finding', () => {
    const found = finding(2, 4, 6, { expected: 'a number', found: '"b"' });
    expect(renderFindings([found], source('a: 1\nb: cc\n'))).toBe(
      [
        'spec.yaml:2:4 error area/rule  pools[0]',
        '  it is wrong',
        '  1 │ a: 1',
        '  2 │ b: cc',
        '    │    ^^',
        '  expected  a number',
        '  found     "b"',
        '  fix       make it right',
        '',
        '1 error in spec.yaml',
        'more about a rule: ninefold explain area/rule',
        '',
      ].join('\n'),
    );
  });

  it('shows what a finding without a place is about', () => {
    const { location: _, ...found } = finding(1, 1, 1, { path: [] });
    expect(renderFindings([found], undefined)).toContain('error area/rule\n  it is wrong\n  fix       make it right\n');
  });

  it('counts by severity', () => {
    const found = [finding(1, 1, 2), finding(1, 1, 2), finding(1, 1, 2, { severity: 'warning' })];
    const notes = [finding(1, 1, 2, { severity: 'info' })];
    expect(renderFindings([...found, ...notes], source('a'))).toContain('2 errors, 1 warning, 1 note in spec.yaml');
  });

  it('offers to explain the first error, not a warning before it', () => {
    const found = [finding(1, 1, 2, { severity: 'warning', rule: 'area/doubt' }), finding(2, 1, 2)];
    expect(renderFindings(found, source('a'))).toContain('ninefold explain area/rule\n');
  });

  it('marks at least one column', () => {
    expect(excerpt('a: 1', finding(1, 1, 1))).toEqual(['  1 │ a: 1', '    │ ^']);
    expect(excerpt('a:', finding(1, 3, 3))).toEqual(['  1 │ a:', '    │   ^']);
  });

  it('marks the first line of a place that spans several', () => {
    const found = finding(1, 1, 1, { location: { file: 'spec.yaml', line: 1, column: 3, endLine: 3, endColumn: 1 } });
    expect(excerpt('- a: 1  \n  b: 2\n', found)).toEqual(['  1 │ - a: 1', '    │   ^^^^']);
  });

  it('aligns the numbers of lines', () => {
    const text = `${'#\n'.repeat(8)}a: 1\nb: 2\n`;
    expect(excerpt(text, finding(10, 4, 5))).toEqual(['   9 │ a: 1', '  10 │ b: 2', '     │    ^']);
  });

  it('keeps the mark in place after tabs, wide, combined and astral characters', () => {
    expect(excerpt('\ta: x', finding(1, 5, 6))).toEqual(['  1 │  a: x', '    │     ^']);
    expect(excerpt('名: x', finding(1, 4, 5))).toEqual(['  1 │ 名: x', '    │     ^']);
    expect(excerpt('e\u0301: x', finding(1, 5, 6))).toEqual(['  1 │ e\u0301: x', '    │    ^']);
    expect(excerpt('🚀: x', finding(1, 5, 6))).toEqual(['  1 │ 🚀: x', '    │     ^']);
  });

  it('shows the part of a long line that matters', () => {
    const [line = '', marks = ''] = excerpt(`${'a'.repeat(500)}HERE${'b'.repeat(500)}`, finding(1, 501, 505));
    expect(line.length).toBeLessThan(180);
    expect(line).toMatch(/│ …a+HEREb+…$/);
    expect(marks.indexOf('^^^^')).toBe(line.indexOf('HERE'));
  });

  it('drops the ends of Windows lines', () => {
    expect(excerpt('a: 1\r\nb: 2\r\n', finding(2, 4, 5))).toEqual(['  1 │ a: 1', '  2 │ b: 2', '    │    ^']);
  });

  it('lets nothing steer the terminal', () => {
    const found = finding(1, 1, 2, { message: 'a\u001b[2Jb', found: '\u202e', fix: '\u0007', path: ['\u001b'] });
    const text = renderFindings([found], { file: '\u001b]0;x\u0007.yaml', text: '' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not come through.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text).toContain('a\ufffd[2Jb');
  });

  it('quotes other files through the given reader', () => {
    const location = { file: 'blueprint.yaml', line: 1, column: 1, endLine: 1, endColumn: 4 };
    const found = finding(1, 1, 4, { location });
    const text = renderFindings([found], source('a: 1'), { read: (file) => `dns: ${file}` });
    expect(text).toContain('  1 │ dns: blueprint.yaml\n    │ ^^^\n');
    expect(renderFindings([found], source('a: 1'))).not.toContain('│');
  });

  it('quotes nothing where there is no such line', () => {
    expect(excerpt('', finding(1, 1, 1))).toEqual([]);
    expect(excerpt('a: 1', finding(7, 1, 1))).toEqual([]);
  });

  it('paints severities', () => {
    const paint = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const colors = { red: paint('red'), yellow: paint('yellow'), cyan: paint('cyan'), bold: String, dim: String };
    const found = [finding(1, 1, 2), finding(1, 1, 2, { severity: 'warning' }), finding(1, 1, 2, { severity: 'info' })];
    const text = renderFindings(found, source('a'), { colors });
    for (const part of ['<red>error</red>', '<yellow>warning</yellow>', '<cyan>info</cyan>', '<red>^</red>']) {
      expect(text).toContain(part);
    }
  });
});
