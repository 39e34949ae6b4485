import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followFile } from '../../../deploy/terraform/follow-file';
import { until } from '../../support/until';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-follow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('followFile', () => {
  it('gives every line once, as the file grows, however it was written', async () => {
    const file = join(folder, 'log');
    writeFileSync(file, 'one\ntw');
    const lines: string[] = [];
    const followed = followFile(file, (line) => lines.push(line));
    await until(() => lines.length === 1, 'the first line was read');
    // The letter is cut in two.
    const umlaut = Buffer.from('ö\n');
    appendFileSync(file, Buffer.concat([Buffer.from('o\ngr'), umlaut.subarray(0, 1)]));
    await until(() => lines.length === 2, 'the second line was read');
    appendFileSync(file, Buffer.concat([umlaut.subarray(1), Buffer.from('no line break')]));
    followed.end();
    expect(lines).toEqual(['one', 'two', 'grö', 'no line break']);
    appendFileSync(file, 'later\n');
    // When another one that began later has read the line, this one would have read it too.
    const others: string[] = [];
    const other = followFile(file, (line) => others.push(line));
    await until(() => others.includes('no line breaklater'), 'somebody has read the last line');
    other.end();
    expect(lines).toHaveLength(4);
  });

  it('reads a file that is larger than what it reads at a time', () => {
    const file = join(folder, 'large');
    const long = 'x'.repeat(200_000);
    writeFileSync(file, `${long}\nend\n`);
    const lines: string[] = [];
    followFile(file, (line) => lines.push(line)).end();
    expect(lines).toEqual([long, 'end']);
  });
});
