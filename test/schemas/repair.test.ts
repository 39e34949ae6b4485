import { repairProject } from '../../schemas/repair';
import { validateProject } from '../../schemas/validate-project';
import { baseSpec, type Spec, specWith } from '../support/spec';

const complete = (spec: Spec) => {
  const result = validateProject(spec);
  if ('violations' in result) throw new Error(JSON.stringify(result.violations));
  return result.project;
};

describe('repairProject', () => {
  it('returns a valid project as it is, with its defaults', () => {
    expect(repairProject(baseSpec())).toEqual(complete(baseSpec()));
  });

  it('leaves the given data alone', () => {
    const spec = specWith((s) => delete s.pools[0].nodes);
    repairProject(spec);
    expect(spec).toEqual(specWith((s) => delete s.pools[0].nodes));
  });

  const cases: readonly [what: string, broken: (spec: Spec) => void, repaired: (spec: Spec) => void][] = [
    ['leaves out unknown keys', (s) => Object.assign(s, { colour: 'red' }), () => {}],
    [
      'replaces a wrong value by the example',
      (s) => Object.assign(s.pools[0].nodes, { min: 'two' }),
      (s) => Object.assign(s.pools[0].nodes, { min: 2 }),
    ],
    [
      'adds the example of a missing key',
      (s) => delete s.pools[0].instanceTypes,
      (s) => Object.assign(s.pools[0], { instanceTypes: ['g5.12xlarge'] }),
    ],
    ['leaves out the second of two equal items', (s) => s.pools[0].instanceTypes.push('g5.12xlarge'), () => {}],
    ['leaves out a wrong item of a list', (s) => s.pools[0].instanceTypes.push(5), () => {}],
    [
      'replaces what is of no possible shape',
      (s) => Object.assign(s.pools[1], { capacity: 5 }),
      (s) => Object.assign(s.pools[1], { capacity: 'on-demand' }),
    ],
  ];

  test.each(cases)('%s', (_what, broken, repaired) => {
    expect(repairProject(specWith(broken))).toEqual(complete(specWith(repaired)));
  });

  it('copes with many mistakes', () => {
    const spec = specWith((s) => {
      for (const pool of s.pools) Object.assign(pool, { colour: 1, disk: 'big', efa: 2, labels: 3, zones: {} });
      s.dns = 'chat.example.com';
    });
    expect(repairProject(spec)).toMatchObject({ pools: [{ name: 'serve' }, { name: 'train' }], dns: {} });
  });

  it.each([[null], ['text'], [[]]])('gives up on %j', (data) => {
    expect(repairProject(data)).toBeUndefined();
  });

  it('gives up soon on a file with hundreds of mistakes', () => {
    const spec = specWith((s) =>
      Object.assign(s, Object.fromEntries([...Array(5000).keys()].map((n) => [`k${n}`, n]))),
    );
    expect(repairProject(spec)).toBeUndefined();
  });
});
