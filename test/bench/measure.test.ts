import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median, ratios } from '../../bench/measure';

const run = (seconds: number) => ({ seconds, processorSeconds: 2 * seconds, peakMb: 10 });

describe('measuring', () => {
  it('runs commands in turn, each in an empty folder that goes away, and counts all rounds but the first', () => {
    const work = mkdtempSync(join(tmpdir(), 'ninefold-measure-'));
    try {
      const folders: string[] = [];
      const command = (folder: string) => {
        folders.push(folder);
        return ['-e', `require('node:fs').mkdirSync(${JSON.stringify(join(folder, 'made'))})`];
      };
      const { a, b } = measure({ a: command, b: () => ['-e', '0'] }, 1, work);
      expect([a.length, b.length, new Set(folders).size]).toEqual([1, 1, 2]);
      expect(a[0]?.peakMb).toBeGreaterThan(1);
      expect(a[0]?.processorSeconds).toBeGreaterThan(0);
      expect(readdirSync(work)).toEqual([]);
    } finally {
      rmSync(work, { recursive: true });
    }
  });

  it('says what a command that fails has written', () => {
    expect(() => measure({ a: () => ['-e', 'throw new Error("no such spec")'] }, 1, tmpdir())).toThrow('no such spec');
  });

  it('compares round by round', () => {
    expect(ratios([run(2), run(9)], [run(1), run(3)], 'seconds')).toEqual([2, 3]);
  });

  it('takes the mean of the two in the middle as the median of an even number', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
