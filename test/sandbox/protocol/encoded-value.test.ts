import { ExtData, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { decodeValue, encodeValue } from '../../../sandbox/protocol/encoded-value';
import type { AttributeType } from '../../../sandbox/protocol/value';
import { unknown, type Value, type Values } from '../../../sandbox/protocol/value';

import { seed } from '../../support/seed';

const bytesOf = (value: Value) => Buffer.from(encodeValue(value).msgpack ?? []).toString('hex');

const primitiveType = fc.constantFrom<AttributeType>('string', 'number', 'bool', 'dynamic');
const { type } = fc.letrec<{ type: AttributeType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2 },
    primitiveType,
    fc.tuple(fc.constantFrom('list' as const, 'set' as const, 'map' as const), tie('type')),
    fc.tuple(fc.constant('object' as const), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('type'))),
    fc.tuple(fc.constant('tuple' as const), fc.array(tie('type'), { maxLength: 3 })),
  ),
}));

const name = fc.string().filter((text) => text !== '__proto__');
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Value>(null, true, false, unknown, '', 0),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.record({ dynamic: type, value: tie('value') }, { noNullPrototype: true }),
  ),
}));

it('reads back every value that it writes', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(decodeValue(encodeValue(original))).toEqual(original);
    }),
    { seed, numRuns: 1000 },
  );
});

it.each<[string, Value, string]>([
  ['null', null, 'c0'],
  ['text', 'vpc', 'a3767063'],
  ['an integer', 443, 'cd01bb'],
  ['no elements', [], '90'],
  ['an object', { a: true }, '81a161c3'],
  ['what is not known yet as extension 0 with one byte', unknown, 'd40000'],
  ['something unknown inside of a list', ['a', unknown], '92a161d40000'],
  ['a dynamic value as its type in bytes and itself', { dynamic: 'string', value: 'a' }, '92c40822737472696e6722a161'],
])('writes %s', (_title, original, bytes) => {
  expect(bytesOf(original)).toBe(bytes);
});

it('takes what Terraform knows about an unknown value for unknown', () => {
  // Extension 12 with a map: the value is not null and begins with "arn:".
  const refined = new ExtData(
    12,
    encode(
      new Map<number, unknown>([
        [1, false],
        [2, 'arn:'],
      ]),
    ),
  );
  expect(decodeValue({ msgpack: encode({ arn: refined, name: 'chat' }) })).toEqual({ arn: unknown, name: 'chat' });
  expect(decodeValue({ msgpack: encode(new ExtData(12, new Uint8Array())) })).toBe(unknown);
});

it('reads dynamic values with their type, also inside of others', () => {
  const raw = [Buffer.from('["object",{"a":"string"}]'), { a: 'x' }];
  expect(decodeValue({ msgpack: encode({ manifest: raw }) })).toEqual({
    manifest: { dynamic: ['object', { a: 'string' }], value: { a: 'x' } },
  });
});

it('keeps a map apart from a dynamic value that has the same keys', () => {
  const tags: Values = { dynamic: 'yes', value: 'high' };
  expect(decodeValue(encodeValue({ tags }))).toEqual({ tags });
  expect(bytesOf(tags).startsWith('82')).toBe(true);
});

it('reads JSON where there is no MessagePack, and nothing as null', () => {
  const json = Buffer.from('{"a":[1,null]}');
  const none = new Uint8Array();
  expect(decodeValue({ json })).toEqual({ a: [1, null] });
  expect(decodeValue({ msgpack: none, json })).toEqual({ a: [1, null] });
  expect(decodeValue({ msgpack: none, json: none })).toBeNull();
  expect(decodeValue(null)).toBeNull();
});
