import { modelComplaints } from '../../../sandbox/aws/complaints';
import type { Check, ResourceModel } from '../../../sandbox/aws/resource-model';
import { unknown, type Value, type Values } from '../../../sandbox/protocol/value';

const complaintsOf = (values: Values, model: Partial<ResourceModel>) =>
  modelComplaints({ replacedBy: [], create: () => ({}), ...model }, values);

const isEven: Check = { path: 'value', matches: (text) => text.length % 2 === 0, expected: 'of even length' };

it.each<[Value, Check, string | undefined]>([
  ['HTTP', { path: 'value', oneOf: ['HTTP', 'HTTPS'] }, undefined],
  ['FTP', { path: 'value', oneOf: ['HTTP', 'HTTPS'] }, 'expected value to be one of HTTP, HTTPS, got FTP'],
  [1, { path: 'value', min: 1, max: 3 }, undefined],
  [3, { path: 'value', min: 1, max: 3 }, undefined],
  [0, { path: 'value', min: 1, max: 3 }, 'expected value to be between 1 and 3, got 0'],
  [0, { path: 'value', min: 1 }, 'expected value to be at least 1, got 0'],
  [4, { path: 'value', max: 3 }, 'expected value to be at most 3, got 4'],
  ['abc', { path: 'value', length: [1, 3] }, undefined],
  ['abcd', { path: 'value', length: [1, 3] }, 'expected value to be 1 to 3 characters long, got 4'],
  ['ab', isEven, undefined],
  ['abc', isEven, 'expected value to be of even length, got abc'],
  [null, isEven, undefined],
  [unknown, isEven, undefined],
  [unknown, { path: 'value', min: 1 }, undefined],
])('%p is checked by %j', (value, check, detail) => {
  const expected = detail === undefined ? [] : [{ attribute: 'value', summary: 'Invalid value', detail }];
  expect(complaintsOf({ value }, { checks: [check] })).toEqual(expected);
});

it('checks every element of a list of blocks, and names the block', () => {
  const checks = [{ path: 'listener.port', min: 1, max: 65535 }];
  const values = { listener: [{ port: 80 }, { port: 0 }, { port: 70000 }] };
  expect(complaintsOf(values, { checks }).map(({ attribute, detail }) => [attribute, detail])).toEqual([
    ['listener', 'expected listener.port to be between 1 and 65535, got 0'],
    ['listener', 'expected listener.port to be between 1 and 65535, got 70000'],
  ]);
});

it('complains about policies that are none', () => {
  const policies = [{ path: 'policy', kind: 'identity', longest: 6144 }] as const;
  const [complaint] = complaintsOf({ policy: '{"Version"' }, { policies });
  expect(complaint).toMatchObject({ attribute: 'policy', summary: 'MalformedPolicyDocument' });
  expect(complaintsOf({ policy: unknown }, { policies })).toEqual([]);
});
