import { identify, nameOf } from '../../../sandbox/aws/identify';
import type { ResourceModel } from '../../../sandbox/aws/resource-model';
import { unknown } from '../../../sandbox/protocol/value';

const model: ResourceModel = {
  replacedBy: [],
  create: () => ({}),
  importId: { attributes: ['role', 'policy_arn'], separator: '/' },
};

it('identifies an object by its id, else by its import id, else by its ARN, else by all its texts', () => {
  const texts = { role: 'nodes', policy_arn: 'p', arn: 'a', size: 3, note: null };
  expect(identify({ id: 'r-1', ...texts }, model)).toBe('r-1');
  expect(identify(texts, model)).toBe('nodes/p');
  expect(identify(texts, undefined)).toBe('a');
  expect(identify({ ...texts, arn: null }, undefined)).toBe('[["role","nodes"],["policy_arn","p"]]');
});

it('calls an object by its tag Name, else by the attribute that names it', () => {
  expect(nameOf({ tags: { Name: 'main' }, name: 'other' })).toBe('main');
  expect(nameOf({ tags: { team: 'a' }, name: 'other', bucket: 'b' })).toBe('other');
  expect(nameOf({ tags: null, name: unknown, bucket: 'models' })).toBe('models');
  expect(nameOf({ tags: unknown, cidr_block: '10.0.0.0/16' })).toBeUndefined();
});
