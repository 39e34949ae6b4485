import { hasUnknown } from '../../../sandbox/protocol/paths';
import { unknown } from '../../../sandbox/protocol/value';
import { inventUnknown } from '../../../sandbox/provider/invent';
import { block, computed, listOf, single } from '../hand-made-schema';

const text = (name: string) => `some ${name}`;

it('makes a value of the right type for everything that is unknown', () => {
  const schema = block(
    {
      arn: computed('string'),
      count: computed('number'),
      enabled: computed('bool'),
      names: computed(['list', 'string']),
      zones: computed(['set', 'string']),
      labels: computed(['map', 'string']),
      endpoint: computed(['object', { host: 'string', port: 'number' }]),
      endpoints: computed(['list', ['object', { host: 'string', port: 'number', open: 'bool' }]]),
      anything: computed('dynamic'),
      metadata: { computed: true, nested: { nesting: 'single', attributes: { chart: computed('string') } } },
      releases: { computed: true, nested: { nesting: 'list', attributes: { chart: computed('string') } } },
    },
    {
      rule: listOf(block({ id: computed('string') })),
      config: listOf(block({ mode: computed('string') })),
      timeouts: single(block({ create: computed('string') })),
    },
  );
  const settled = inventUnknown(
    schema,
    {
      arn: unknown,
      count: unknown,
      enabled: unknown,
      names: unknown,
      zones: ['a', unknown],
      labels: { a: unknown, b: 'c' },
      endpoint: unknown,
      endpoints: [{ host: unknown, port: unknown, open: unknown }],
      anything: unknown,
      metadata: unknown,
      releases: [{ chart: unknown }],
      rule: unknown,
      config: [{ mode: unknown }, { mode: 'x' }],
      timeouts: { create: unknown },
    },
    text,
  );
  expect(settled).toEqual({
    arn: 'some arn',
    count: 0,
    enabled: false,
    names: [],
    zones: ['a', 'some zones'],
    labels: { a: 'some a', b: 'c' },
    endpoint: null,
    endpoints: [{ host: 'some host', port: 0, open: false }],
    anything: null,
    metadata: null,
    releases: [{ chart: 'some chart' }],
    rule: [],
    config: [{ mode: 'some mode' }, { mode: 'x' }],
    timeouts: { create: 'some create' },
  });
  expect(hasUnknown(settled)).toBe(false);
});

it('leaves alone what is known, null included', () => {
  const schema = block({ a: computed('string'), b: computed('string') });
  expect(inventUnknown(schema, { a: 'x', b: null }, text)).toEqual({ a: 'x', b: null });
});
