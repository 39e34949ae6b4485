import fc from 'fast-check';
import { unknown, type Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { planChange, planCreation } from '../../../sandbox/provider/plan';
import { seed } from '../../support/seed';
import { block, computed, listOf, optional, optionalComputed, required, setOf, single } from '../hand-made-schema';

const stringMap = ['map', 'string'] as const;

describe('planCreation', () => {
  const schema = block(
    {
      id: computed('string'),
      name: required('string'),
      comment: optional('string'),
      version: optionalComputed('string'),
      password: { type: 'string', optional: true, writeOnly: true },
    },
    {
      access: listOf(block({ mode: required('string'), principal: optionalComputed('string') })),
      timeouts: single(block({ create: optional('string') })),
    },
  );
  const plan = (config: Values) => planCreation(schema, completeBlock(schema, config));

  it('leaves open what the provider fills in, and null what nobody does', () => {
    expect(plan({ name: 'chat' })).toEqual({
      id: unknown,
      name: 'chat',
      comment: null,
      version: unknown,
      password: null,
      access: [],
      timeouts: null,
    });
  });

  it('keeps what is configured, known or not yet', () => {
    expect(plan({ name: unknown, version: '1.35', comment: '' })).toMatchObject({
      name: unknown,
      version: '1.35',
      comment: '',
    });
  });

  it('leaves attributes of nested blocks open too', () => {
    expect(plan({ name: 'chat', access: [{ mode: 'API' }, { mode: 'MAP', principal: 'me' }] })['access']).toEqual([
      { mode: 'API', principal: unknown },
      { mode: 'MAP', principal: 'me' },
    ]);
  });

  it('keeps blocks whose number is not known yet', () => {
    expect(plan({ name: 'chat', access: unknown })['access']).toBe(unknown);
  });

  it('never plans a write-only attribute', () => {
    expect(plan({ name: 'chat', password: 'secret' })['password']).toBeNull();
  });

  it('leaves attributes of nested objects open', () => {
    const nested = block({
      release: {
        optional: true,
        nested: { nesting: 'single', attributes: { name: required('string'), revision: computed('number') } },
      },
      set: {
        optional: true,
        nested: { nesting: 'list', attributes: { name: required('string'), type: optionalComputed('string') } },
      },
      metadata: { computed: true, nested: { nesting: 'single', attributes: { chart: computed('string') } } },
    });
    const config = { release: { name: 'web' }, set: [{ name: 'replicas' }, { name: 'image', type: 'string' }] };
    expect(planCreation(nested, completeBlock(nested, config))).toEqual({
      release: { name: 'web', revision: unknown },
      set: [
        { name: 'replicas', type: unknown },
        { name: 'image', type: 'string' },
      ],
      metadata: unknown,
    });
  });

  it('changes nothing that is configured, and makes nothing unknown but computed attributes', () => {
    const text = fc.oneof(fc.string(), fc.constant(null), fc.constant(unknown));
    const config = fc.record({
      id: fc.constant(null),
      name: fc.string(),
      comment: text,
      version: text,
      password: fc.constant(null),
      access: fc.array(fc.record({ mode: fc.string(), principal: text })),
      timeouts: fc.option(fc.record({ create: text })),
    });
    fc.assert(
      fc.property(config, (values) => {
        const planned = planCreation(schema, values);
        expect({ ...planned, id: null }).toEqual({
          ...values,
          version: values.version ?? unknown,
          access: values.access.map((access) => ({ ...access, principal: access.principal ?? unknown })),
        });
      }),
      { seed },
    );
  });
});

describe('planChange', () => {
  const schema = block({
    id: computed('string'),
    name: required('string'),
    tags: optional(stringMap),
    version: optionalComputed('string'),
    etag: computed('string'),
    note: computed('string'),
  });
  const prior: Values = { id: 'c-1', name: 'chat', tags: { a: '1' }, version: '1.34', etag: 'e1', note: null };

  it('returns the very object when nothing changes', () => {
    expect(planChange(schema, prior, { ...prior }, ['etag'])).toBe(prior);
  });

  it('keeps computed values, also those that are null, and makes recomputed ones unknown', () => {
    expect(planChange(schema, prior, { ...prior, tags: { a: '2' } }, ['etag', 'absent', 'name'])).toEqual({
      id: 'c-1',
      name: 'chat',
      tags: { a: '2' },
      version: '1.34',
      etag: unknown,
      note: null,
    });
  });

  it('does not make unknown what is recomputed and configured to change', () => {
    expect(planChange(schema, prior, { ...prior, version: '1.35' }, ['version'])['version']).toBe('1.35');
  });

  it('keeps the prior value of what is no longer configured and computed', () => {
    expect(planChange(schema, prior, { ...prior, name: 'web', version: null }, [])['version']).toBe('1.34');
  });

  it('takes a value that is not known yet for a change', () => {
    expect(planChange(schema, prior, { ...prior, name: unknown }, ['etag'])).toMatchObject({
      name: unknown,
      etag: unknown,
    });
  });

  it('gives elements that are added to a list what the provider fills in, and lets the others keep theirs', () => {
    const list = block({}, { listener: listOf(block({ port: required('number'), arn: computed('string') })) });
    const before = { listener: [{ port: 80, arn: 'l-80' }] };
    const after = {
      listener: [
        { port: 80, arn: 'l-80' },
        { port: 443, arn: null },
      ],
    };
    expect(planChange(list, before, after, [])).toEqual({
      listener: [
        { port: 80, arn: 'l-80' },
        { port: 443, arn: unknown },
      ],
    });
  });
});

describe('elements of sets', () => {
  const inner = block(
    { path: required('string'), size: optionalComputed('number'), arn: computed('string') },
    { lustre: listOf(block({ dns: optional('string'), address: computed('string') })) },
  );
  const schema = block({}, { association: setOf(inner) });
  const element = (path: string, more: Values = {}) => ({ path, size: null, arn: null, lustre: [], ...more });
  const prior = {
    association: [
      element('/a', { size: 10, arn: 'arn-a', lustre: [{ dns: 'x', address: '10.0.0.1' }] }),
      element('/b', { size: 20, arn: 'arn-b' }),
    ],
  };
  const planned = (...association: Values[]) => planChange(schema, prior, { association }, [])['association'];

  it('continue the prior element with the same configuration, in whatever order they come', () => {
    expect(planned(element('/b'), element('/a', { lustre: [{ dns: 'x', address: null }] }))).toEqual([
      element('/b', { size: 20, arn: 'arn-b' }),
      element('/a', { size: 10, arn: 'arn-a', lustre: [{ dns: 'x', address: '10.0.0.1' }] }),
    ]);
  });

  it('continue it when a computed attribute is configured with the value that it has', () => {
    expect(planned(element('/b', { size: 20 }))).toEqual([element('/b', { size: 20, arn: 'arn-b' })]);
  });

  it('are new when their configuration is', () => {
    expect(planned(element('/c'), element('/b', { size: 30 }), element('/a'))).toEqual([
      element('/c', { size: unknown, arn: unknown }),
      element('/b', { size: 30, arn: unknown }),
      // Without its block it is not the one from before.
      element('/a', { size: unknown, arn: unknown }),
    ]);
  });

  it('make no change when all of them continue', () => {
    const association = [element('/a', { lustre: [{ dns: 'x', address: null }] }), element('/b')];
    expect(planChange(schema, prior, { association }, [])).toBe(prior);
  });

  it('are paired in attributes of nested objects too', () => {
    const attributes = { name: required('string'), id: computed('string') };
    const nested = block({ rule: { optional: true, nested: { nesting: 'set', attributes } } });
    const before = {
      rule: [
        { name: 'a', id: '1' },
        { name: 'b', id: '2' },
      ],
    };
    expect(
      planChange(
        nested,
        before,
        {
          rule: [
            { name: 'b', id: null },
            { name: 'c', id: null },
          ],
        },
        [],
      ),
    ).toEqual({
      rule: [
        { name: 'b', id: '2' },
        { name: 'c', id: unknown },
      ],
    });
  });
});
