import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inModules } from '../../bench/bundled-modules';
import type { CpuProfile } from '../../bench/cpu-profile';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-bundle-'));
const program = join(folder, 'dist', 'cli', 'program.js');
mkdirSync(join(folder, 'dist', 'cli'), { recursive: true });
writeFileSync(
  program,
  ['"use strict";', '// dist/planner/plan.js', 'plan();', '// dist/cli/run.js', 'run();'].join('\n'),
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Where a function at a line of a file, counted from 0, is taken to be. */
function placed(url: string, lineNumber: number): string | undefined {
  const profile: CpuProfile = {
    nodes: [{ id: 1, callFrame: { functionName: 'f', url, lineNumber } }],
    samples: [],
    timeDeltas: [],
  };
  return inModules(profile, folder).nodes[0]?.callFrame.url;
}

describe('a profile of a program that holds its modules', () => {
  it('tells of a function in which module it is written', () => {
    expect(placed(program, 2)).toBe(join(folder, 'dist', 'planner', 'plan.js'));
    expect(placed(`file://${program}`, 4)).toBe(join(folder, 'dist', 'cli', 'run.js'));
  });

  it('leaves alone what the bundler added, and files of others', () => {
    expect(placed(program, 0)).toBe(program);
    expect(placed('node:fs', 2)).toBe('node:fs');
    expect(placed('', 0)).toBe('');
  });
});
