import { literal, literalsIn } from '../../../constructs/substrate/literal';

describe('literal', () => {
  test.each([
    ['plain', 'plain'],
    ['${HOME}', '$${HOME}'],
    ['%{if x}', '%%{if x}'],
    ['a ${b} and ${c}', 'a $${b} and $${c}'],
    ['${TfToken[TOKEN.1]}', '${TfToken[TOKEN.1]}'],
    ['100 % of $5', '100 % of $5'],
  ])('turns %j into %j', (text, expected) => {
    expect(literal(text)).toBe(expected);
  });

  it('reaches every string inside nested data and leaves keys and numbers alone', () => {
    expect(literalsIn({ '${k}': ['${a}', 1, null, { b: '%{x}' }] })).toEqual({
      '${k}': ['$${a}', 1, null, { b: '%%{x}' }],
    });
  });
});
