import { findField, specFields, updateTexts } from '../../schemas/spec-fields';

describe('spec fields', () => {
  const fields = specFields();

  it('describe every field once', () => {
    const paths = fields.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(expect.arrayContaining(['name', 'pools.capacity.reservation', 'monitoring.slos.ttft']));
  });

  it('have a description, a type, an example and what a change does', () => {
    const incomplete = fields.filter(
      ({ description, type, update, examples }) =>
        description === '' || type === '' || update === undefined || examples.length === 0,
    );
    expect(incomplete.map(({ path }) => path)).toEqual([]);
  });

  it('have a default unless they are required', () => {
    expect(fields.filter((field) => !field.required && field.default === undefined).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('know what every kind of change does', () => {
    expect(fields.filter(({ update }) => update && !Object.hasOwn(updateTexts, update))).toEqual([]);
  });
});

describe('findField', () => {
  it('describes a number with its range', () => {
    expect(findField('pools.nodes.min')).toEqual({
      path: 'pools.nodes.min',
      description: 'Nodes that always run. 0 lets the pool scale to nothing.',
      type: 'a whole number from 0 up to 1000',
      required: true,
      update: 'in-place',
      examples: ['min: 2'],
      keys: [],
    });
  });

  it.each(['pools[0].nodes.min', 'pools[].nodes.min', 'pools.3.nodes.min'])(
    'takes %s for the field of the format',
    (path) => {
      expect(findField(path)?.path).toBe('pools.nodes.min');
    },
  );

  it.each([
    ['cluster.version', { default: '"1.35"' }],
    ['network.nat', { default: 'per-zone in production, otherwise single' }],
    ['regions.role', { type: 'one of active, standby' }],
    [
      'objectives.recovery',
      { type: 'a time such as 10s, 3.8m, 12h or 30d', default: expect.stringMatching(/^3\.8m, /) },
    ],
    ['pools.capacity', { type: 'one of on-demand, spot; or a map' }],
    ['tags', { type: 'a map; each value is letters, digits, spaces and _ . : / = + - @' }],
    ['budget.monthly', { type: 'a number above 0 up to 1000000000' }],
    ['kind', { type: 'always Project' }],
  ])('describes %s', (path, expected) => {
    expect(findField(path)).toMatchObject(expected);
  });

  it('lists the keys of a list’s items and of every shape', () => {
    expect(findField('regions')?.keys.map(({ name }) => name)).toEqual([
      'name',
      'role',
      'cidr',
      'zones',
      'weight',
      'standby',
      'drained',
    ]);
    expect(findField('inference.model')?.keys.map(({ name }) => name)).toEqual(['training', 'revision']);
  });

  it('writes examples as YAML', () => {
    expect(findField('pools.nodes')?.examples).toEqual(['nodes:\n  min: 2\n  max: 12']);
  });

  it.each(['', 'nodes', 'pools.size', 'toString', '__proto__', 'pools.nodes.min.x'])('knows no field %j', (path) => {
    expect(findField(path)).toBeUndefined();
  });
});
