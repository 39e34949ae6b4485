import { unknown, type Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { block, computed, listOf, optional, setOf, single } from '../hand-made-schema';

const schema = block(
  {
    id: computed('string'),
    names: optional(['list', 'string']),
    labels: optional(['map', 'string']),
    rules: optional(['set', ['object', { port: 'number', note: 'string' }]]),
    metadata: {
      computed: true,
      nested: { nesting: 'list', attributes: { chart: computed('string'), notes: computed('string') } },
    },
  },
  {
    rule: setOf(block({ from: optional('string'), to: optional('string') })),
    config: listOf(block({ mode: optional('string') }, { inner: listOf(block({ a: optional('string') })) })),
    timeouts: single(block({ create: optional('string'), delete: optional('string') })),
  },
);

it('adds null for attributes and no elements for blocks', () => {
  expect(completeBlock(schema, {})).toEqual({
    id: null,
    names: null,
    labels: null,
    rules: null,
    metadata: null,
    rule: [],
    config: [],
    timeouts: null,
  });
});

it('completes blocks and objects inside of others, and drops what the schema does not have', () => {
  const values = {
    other: 1,
    labels: { a: 'b' },
    rules: [{ port: 80 }],
    metadata: [{ chart: 'web' }],
    rule: [{ from: 'a' }],
    config: { mode: 'API' },
    timeouts: { create: '5m' },
  };
  expect(completeBlock(schema, values)).toEqual({
    id: null,
    names: null,
    labels: { a: 'b' },
    rules: [{ port: 80, note: null }],
    metadata: [{ chart: 'web', notes: null }],
    rule: [{ from: 'a', to: null }],
    // A block that can occur once may be given without its list.
    config: [{ mode: 'API', inner: [] }],
    timeouts: { create: '5m', delete: null },
  });
});

it('keeps what is not known yet', () => {
  const values: Values = { id: unknown, names: ['a', unknown], rules: unknown, metadata: unknown, rule: unknown };
  expect(completeBlock(schema, values)).toMatchObject(values);
});

it('changes nothing when done again', () => {
  const once = completeBlock(schema, { rule: [{ from: 'a' }], config: [{}], rules: [{ port: 1 }], names: [] });
  expect(completeBlock(schema, once)).toEqual(once);
});
