import fc from 'fast-check';
import { compareLines } from '../../../../review/diff/values/compare-lines';
import { compareValues } from '../../../../review/diff/values/compare-values';
import { seed } from '../../../support/seed';

const config = 'global\n  maxconn 4000\nbackend chat\n  retries 3\n  server a\n';

describe('two texts of several lines', () => {
  it('differ in the lines that differ, however long they are and whatever moves', () => {
    const longer = 'x'.repeat(500);
    expect(compareLines(`${longer}\n${config}`, `${longer}\n${config.replace('retries 3', 'retries 4')}`)).toEqual([
      { before: '  retries 3', after: '  retries 4' },
    ]);
    expect(compareLines(config, config.replace('backend chat\n', 'backend chat\n  balance\n'))).toEqual([
      { after: '  balance' },
    ]);
    expect(compareLines(config, config.replace('  server a\n', ''))).toEqual([{ before: '  server a' }]);
    expect(compareLines('a\nb', 'b\na')).not.toEqual([]);
  });

  it('are told line by line under the path of the text', () => {
    const [before, after] = [config, config.replace('4000', '8000')].map((text) => ({ data: { 'haproxy.cfg': text } }));
    expect(compareValues(before, after)).toEqual([
      { path: 'data.haproxy.cfg', before: '  maxconn 4000', after: '  maxconn 8000' },
    ]);
  });

  it('are told as a whole where they are too long to be compared', () => {
    const lines = (text: string) => Array.from({ length: 2500 }, (_, index) => `${text} ${index}`).join('\n');
    expect(compareLines(lines('a'), lines('b'))).toBeUndefined();
    expect(compareValues(lines('a'), lines('b'))).toHaveLength(1);
  });

  it('have their other lines in common', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'));
    const without = (all: string, gone: readonly string[]) => {
      const rest = all.split('\n');
      for (const line of gone) rest.splice(rest.indexOf(line), 1);
      return rest.sort();
    };
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = compareLines(before, after) ?? [];
        expect(changes.length === 0).toBe(before === after);
        const gone = changes.flatMap((change) => change.before ?? []);
        const come = changes.flatMap((change) => change.after ?? []);
        expect(without(before, gone)).toEqual(without(after, come));
      }),
      { seed, numRuns: 500 },
    );
  });
});
