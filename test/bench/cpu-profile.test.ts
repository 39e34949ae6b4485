import { summarizeProfile } from '../../bench/cpu-profile';

const frame = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 0 },
});
const profile = {
  nodes: [
    frame(1, '(idle)', ''),
    frame(2, '(garbage collector)', ''),
    frame(3, 'resolve', 'file:///app/node_modules/@cdktf/provider-aws/lib/vpc.js'),
    frame(4, '', '/app/dist/planner/rules/index.js'),
    frame(5, 'run', '/app/dist/main.js'),
    frame(6, 'wrapSafe', 'node:internal/modules/cjs/loader'),
    frame(7, 'unlink', ''),
    frame(8, 'readSync', 'node:fs'),
  ],
  samples: [1, 2, 3, 3, 4, 5, 6, 7, 8],
  timeDeltas: [50_000, 1000, 3000, 3000, 500, 500, 1000, 500, 500],
};

describe('the summary of a profile', () => {
  it('leaves waiting out and adds up by package, folder and part of Node, the largest first', () => {
    const { milliseconds, places } = summarizeProfile([profile], '/app/dist');
    expect(milliseconds).toBe(10);
    expect(places.map(({ name, milliseconds }) => [name, milliseconds])).toEqual([
      ['@cdktf/provider-aws', 6],
      ['garbage collector', 1],
      ['node: loading modules', 1],
      ['main.js', 0.5],
      ['node: fs', 0.5],
      ['node: natives', 0.5],
      ['planner/rules', 0.5],
    ]);
    expect(places[0]?.share).toBe(0.6);
  });

  it('names functions with their place', () => {
    const { functions } = summarizeProfile([profile], '/app/dist');
    expect(functions.map(({ name }) => name)).toEqual([
      'resolve (@cdktf/provider-aws)',
      'garbage collector',
      'wrapSafe (node: loading modules)',
      'readSync (node: fs)',
      'run (main.js)',
      'the module itself (planner/rules)',
      'unlink (node: natives)',
    ]);
  });
});
