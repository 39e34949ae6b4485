import * as fc from 'fast-check';
import { type Finding, formatPath, isWithin, type Path, sortFindings } from '../../schemas/finding';
import { seed } from '../support/seed';

const path = fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.nat({ max: 3 })), { maxLength: 4 });

describe('formatPath', () => {
  test.each<[Path, string]>([
    [[], 'the project'],
    [['pools', 0, 'nodes', 'min'], 'pools[0].nodes.min'],
    [['tags', 'cost center'], 'tags["cost center"]'],
    [['tags', 'cost-center'], 'tags.cost-center'],
    [['__proto__'], '__proto__'],
    [['a"b'], '["a\\"b"]'],
    [[3], '[3]'],
  ])('writes %j as %s', (value, text) => {
    expect(formatPath(value)).toBe(text);
  });

  it('writes different paths differently', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(formatPath(a)).not.toBe(formatPath(b));
      }),
      { seed },
    );
  });
});

describe('isWithin', () => {
  test.each<[Path, Path, boolean]>([
    [['a', 0, 'b'], ['a', 0], true],
    [['a', 0], ['a', 0], true],
    [['a'], [], true],
    [['a'], ['a', 0], false],
    [['a', 1], ['a', 0], false],
    [['ab'], ['a'], false],
  ])('%j within %j is %s', (inner, outer, expected) => {
    expect(isWithin(inner, outer)).toBe(expected);
  });
});

describe('sortFindings', () => {
  const finding = (rule: string, line?: number, column = 1, file = 'b.yaml', message = ''): Finding => ({
    rule,
    severity: 'error',
    path: [],
    message,
    fix: '',
    ...(line !== undefined && { location: { file, line, column, endLine: line, endColumn: column } }),
  });

  it('follows the text: file, line, column, and then the rule', () => {
    const ordered = [
      finding('z/whole'),
      finding('z/other', 9, 9, 'a.yaml'),
      finding('z/first', 2, 1),
      finding('z/second', 2, 10),
      finding('a/third', 10, 1),
      finding('b/fourth', 10, 1, 'b.yaml', 'one'),
      finding('b/fourth', 10, 1, 'b.yaml', 'two'),
    ];
    expect(sortFindings([...ordered].reverse())).toEqual(ordered);
  });

  it('leaves the given list as it is', () => {
    const given = [finding('a/b', 2), finding('a/b', 1)];
    sortFindings(given);
    expect(given.map(({ location }) => location?.line)).toEqual([2, 1]);
  });
});
