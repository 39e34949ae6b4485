import { settle } from '../../../sandbox/aws/settle';
import { unknown, type Values } from '../../../sandbox/protocol/value';

it('keeps what was planned for certain, whatever the service says', () => {
  const planned: Values = { name: 'chat', size: 0, tags: { a: '1' }, zones: ['a'], rules: [], note: null, open: false };
  const filled: Values = {
    name: 'x',
    size: 3,
    tags: { a: '2', b: '3' },
    zones: ['b', 'c'],
    rules: [{}],
    note: 'x',
    open: true,
  };
  expect(settle(planned, filled)).toEqual(planned);
});

it('takes from the service what was left open', () => {
  const planned: Values = { id: unknown, arn: unknown, zones: unknown, endpoint: unknown };
  const filled: Values = {
    id: 'c-1',
    zones: ['a', 'b'],
    endpoint: undefined as unknown as null,
    other: 'not in the schema',
  };
  expect(settle(planned, filled)).toEqual({ id: 'c-1', arn: unknown, zones: ['a', 'b'], endpoint: null });
});

it('takes it for blocks and their elements one by one', () => {
  const planned: Values = {
    access: [{ mode: 'API', admin: unknown }],
    logging: { enabled: true, group: unknown },
    subnets: ['a', unknown],
    mappings: [{ ip: unknown }, { ip: unknown }],
  };
  const filled: Values = {
    access: [{ mode: 'OTHER', admin: true }, { mode: 'EXTRA' }],
    logging: { group: '/aws/eks' },
    subnets: ['x', 'b'],
    mappings: [{ ip: '10.0.0.1' }],
  };
  expect(settle(planned, filled)).toEqual({
    access: [{ mode: 'API', admin: true }],
    logging: { enabled: true, group: '/aws/eks' },
    subnets: ['a', 'b'],
    mappings: [{ ip: '10.0.0.1' }, { ip: unknown }],
  });
});
