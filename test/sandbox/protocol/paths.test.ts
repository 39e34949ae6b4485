import { hasUnknown, isEqual, textsAt, valuesAt } from '../../../sandbox/protocol/paths';
import { unknown, type Value, type Values } from '../../../sandbox/protocol/value';

const cluster: Values = {
  name: 'chat',
  role_arn: unknown,
  version: null,
  vpc_config: [{ subnet_ids: ['subnet-1', '', unknown, 'subnet-2'], public_access_cidrs: null }],
  encryption_config: [{ provider: [{ key_arn: 'k-1' }] }, { provider: [{ key_arn: 'k-2' }] }],
  tags: { Name: 'chat' },
};

it.each([
  ['name', ['chat']],
  ['version', []],
  ['absent', []],
  ['role_arn', [unknown]],
  ['vpc_config.subnet_ids', ['subnet-1', '', unknown, 'subnet-2']],
  ['vpc_config.public_access_cidrs', []],
  ['encryption_config.provider.key_arn', ['k-1', 'k-2']],
  ['tags.Name', ['chat']],
  ['name.length', []],
])('valuesAt finds every value at %s', (path, expected) => {
  expect(valuesAt(cluster, path)).toEqual(expected);
});

it('textsAt leaves out what is empty or not known yet', () => {
  expect(textsAt(cluster, 'vpc_config.subnet_ids')).toEqual(['subnet-1', 'subnet-2']);
  expect(textsAt(cluster, 'role_arn')).toEqual([]);
});

it.each<[Value, Value, boolean]>([
  ['a', 'a', true],
  ['1', 1, false],
  [null, '', false],
  [[], null, false],
  [{}, null, false],
  [['a', 'b'], ['a', 'b'], true],
  [['a', 'b'], ['b', 'a'], false],
  [['a'], ['a', 'b'], false],
  [{ a: 1, b: null }, { a: 1 }, true],
  [{ a: [{ b: 'c' }] }, { a: [{ b: 'c' }] }, true],
  [{ a: [{ b: 'c' }] }, { a: [{ b: 'd' }] }, false],
  [unknown, unknown, true],
  [unknown, 'a', false],
])('isEqual compares %p with %p', (a, b, expected) => {
  expect(isEqual(a, b)).toBe(expected);
  expect(isEqual(b, a)).toBe(expected);
});

it('hasUnknown looks everywhere', () => {
  expect(hasUnknown(cluster)).toBe(true);
  expect(hasUnknown({ ...cluster, role_arn: 'r', vpc_config: [] })).toBe(false);
  expect(hasUnknown([null, { a: [{ b: unknown }] }])).toBe(true);
});
