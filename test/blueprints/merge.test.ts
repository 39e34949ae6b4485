import fc from 'fast-check';
import { mergeOver } from '../../blueprints/merge';
import { seed } from '../support/seed';

function merged(blueprint: unknown, project: unknown): unknown {
  return mergeOver(blueprint, project).value;
}

describe('mergeOver', () => {
  const cases: readonly [what: string, blueprint: unknown, project: unknown, result: unknown][] = [
    ['keeps the keys of both', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['lets the project win', { a: 1 }, { a: 2 }, { a: 2 }],
    ['merges maps at every depth', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 3 } } }, { a: { b: { c: 3, d: 2 } } }],
    ['replaces lists of plain values', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['lets an empty list stand', { a: [1, 2] }, { a: [] }, { a: [] }],
    [
      'lets an empty list of the project remove nothing by name',
      { a: [{ name: 'x' }] },
      { a: [] },
      { a: [{ name: 'x' }] },
    ],
    ['replaces a map by text', { a: { b: 1 } }, { a: 'auto' }, { a: 'auto' }],
    ['replaces text by a map', { a: 'auto' }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['replaces a list by a map', { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['replaces a map by a list', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
    ['lets null win', { a: { b: 1 } }, { a: null }, { a: null }],
    [
      'merges named items by name: the project’s in their order, then the blueprint’s',
      {
        a: [
          { name: 'x', p: 1, q: 1 },
          { name: 'y', p: 1 },
        ],
      },
      { a: [{ name: 'z' }, { name: 'x', q: 2 }] },
      { a: [{ name: 'z' }, { name: 'x', p: 1, q: 2 }, { name: 'y', p: 1 }] },
    ],
    [
      'replaces a list in which an item has no name',
      { a: [{ name: 'x', p: 1 }] },
      { a: [{ name: 'x' }, { q: 1 }] },
      { a: [{ name: 'x' }, { q: 1 }] },
    ],
    ['lets a project that is no map win', { a: 1 }, ['b'], ['b']],
  ];

  test.each(cases)('%s', (_what, blueprint, project, result) => {
    expect(merged(blueprint, project)).toEqual(result);
  });

  it('keeps __proto__ as a key like any other', () => {
    const value = merged({ a: 1 }, JSON.parse('{ "__proto__": { "polluted": true } }')) as object;
    expect(Object.keys(value).sort()).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('tells where every value comes from', () => {
    const { origins } = mergeOver(
      { pools: [{ name: 'x', min: 1 }, { name: 'y' }], dns: { ttl: 60 } },
      { pools: [{ name: 'z' }, { name: 'x' }], name: 'chat' },
    );
    expect(Object.fromEntries(origins)).toMatchObject({
      '["name"]': { document: 'project', path: ['name'] },
      '["dns"]': { document: 'blueprint', path: ['dns'] },
      '["dns","ttl"]': { document: 'blueprint', path: ['dns', 'ttl'] },
      '["pools",0,"name"]': { document: 'project', path: ['pools', 0, 'name'] },
      '["pools",1,"name"]': { document: 'project', path: ['pools', 1, 'name'] },
      '["pools",1,"min"]': { document: 'blueprint', path: ['pools', 0, 'min'] },
      '["pools",2,"name"]': { document: 'blueprint', path: ['pools', 1, 'name'] },
    });
  });

  const json = fc.jsonValue({ maxDepth: 3 });

  it('returns the project if the blueprint is empty, and the blueprint if the project is', () => {
    const map = fc.dictionary(fc.string(), json);
    fc.assert(
      fc.property(map, (value) => {
        expect(JSON.stringify(merged({}, value))).toBe(JSON.stringify(value));
        expect(JSON.stringify(merged(value, {}))).toBe(JSON.stringify(value));
      }),
      { seed },
    );
  });

  it('changes nothing when a project is laid over itself, and changes neither side', () => {
    fc.assert(
      fc.property(json, json, (blueprint, project) => {
        const before = JSON.stringify([blueprint, project]);
        merged(blueprint, project);
        expect(JSON.stringify([blueprint, project])).toBe(before);
        expect(merged(project, project)).toEqual(project);
      }),
      { seed },
    );
  });
});
