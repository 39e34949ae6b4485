import { isNestedTooDeep } from '../../schemas/nesting';

describe('the depth of a text', () => {
  test.each([
    ['brackets', '['.repeat(501)],
    ['brackets that are closed', `${'['.repeat(501)}${']'.repeat(501)}`],
    ['maps', '{a: '.repeat(501)],
    ['lists in lists', '- '.repeat(501)],
    ['indentation', `${' '.repeat(1001)}a: 1`],
  ])('of too many %s is seen before it is parsed', (_what, text) => {
    expect(isNestedTooDeep(text)).toBe(true);
  });

  test.each([
    ['many short lists', '[a]\n'.repeat(1000)],
    ['a long line', 'a'.repeat(10_000)],
    ['a line of dashes in a text', `a: ${'-'.repeat(2000)}`],
    ['ten levels', `${'[{a: '.repeat(5)}1${'}]'.repeat(5)}`],
  ])('of %s is nothing special', (_what, text) => {
    expect(isNestedTooDeep(text)).toBe(false);
  });
});
