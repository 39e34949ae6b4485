import { parameterValues, substitute } from '../../blueprints/parameters';

const schemas = {
  ttl: { description: 'Time.', type: 'string', pattern: '^\\d+s$', default: '60s' },
  nodes: { description: 'Nodes.', type: 'integer', minimum: 1 },
};

describe('the parameters of a blueprint', () => {
  it('have their defaults unless values are given', () => {
    expect(parameterValues(schemas, { nodes: 2 })).toEqual({ values: { ttl: '60s', nodes: 2 }, problems: [] });
    expect(parameterValues(schemas, { nodes: 2, ttl: '5s' }).values).toEqual({ ttl: '5s', nodes: 2 });
  });

  it('are complained about all at once', () => {
    expect(parameterValues(schemas, { ttl: 'soon', tll: 1 }).problems).toEqual([
      { name: 'tll', kind: 'unknown' },
      { name: 'nodes', kind: 'missing' },
      { name: 'ttl', kind: 'wrong', message: 'ttl must match pattern "^\\d+s$"' },
    ]);
  });

  it('are not checked by a schema that nobody understands', () => {
    const odd = { day: { description: 'A day.', type: 'string', format: 'dya' } };
    expect(parameterValues(odd, { day: 'x' }).problems).toEqual([
      {
        name: 'day',
        kind: 'wrong',
        message: expect.stringMatching(/^its schema cannot be used, unknown format "dya"/),
      },
    ]);
  });

  it('keep their type where they are all of a value, and are text inside of one', () => {
    const fragment = { pools: [{ nodes: '${parameters.nodes}', label: 'up to ${parameters.nodes} nodes' }] };
    const { value, parameters } = substitute(fragment, { nodes: 2 }, ['nodes']);
    expect(value).toEqual({ pools: [{ nodes: 2, label: 'up to 2 nodes' }] });
    expect([...parameters]).toEqual([
      ['["pools",0,"nodes"]', 'nodes'],
      ['["pools",0,"label"]', 'nodes'],
    ]);
  });

  it('leave out a value that they do not fill, and name what is not declared', () => {
    expect(substitute({ a: '${parameters.none}', b: 1 }, {}, [])).toMatchObject({
      value: { b: 1 },
      undeclared: [{ name: 'none', path: ['a'] }],
    });
  });

  it('leave out a list with a gap', () => {
    const fragment = { data: ['s3://a/b', '${parameters.file}'], b: 1 };
    expect(substitute(fragment, {}, ['file']).value).toEqual({ b: 1 });
  });

  it('are not what every object has', () => {
    expect(substitute({ a: '${parameters.constructor}', b: '-${parameters.toString}-' }, {}, []).value).toEqual({
      b: '--',
    });
  });

  it('are JSON inside of a text where they are no text themselves', () => {
    expect(substitute('is ${parameters.map}', { map: { a: [1] } }, ['map']).value).toBe('is {"a":[1]}');
  });
});
