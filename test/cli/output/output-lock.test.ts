import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withOutputLock } from '../../../cli/output/output-lock';
import { processStart } from '../../../deploy/terraform/running';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-lock-'));
const target = join(folder, 'out');
const lock = join(folder, '.out.lock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hold = (pid: number, started: string | undefined) => writeFileSync(lock, JSON.stringify({ pid, started }));

describe('withOutputLock', () => {
  afterEach(() => expect(readdirSync(folder)).toEqual([]));

  it('is there as long as the work takes, also when that fails', () => {
    expect(withOutputLock(target, () => readdirSync(folder))).toContain('.out.lock');
    expect(() =>
      withOutputLock(target, () => {
        throw new Error('failed');
      }),
    ).toThrow('failed');
  });

  it.each([
    ['is gone', () => hold(spawnSync('true').pid, '1')],
    ['is gone and whose id another one has', () => hold(process.ppid, '1')],
    ['was killed while it wrote it', () => writeFileSync(lock, '{"pi')],
  ])('takes the lock of a process that %s', (_what, leave) => {
    leave();
    expect(withOutputLock(target, () => 'done', 100)).toBe('done');
  });

  it('names the process that holds it for too long, and since when', () => {
    hold(process.ppid, processStart(process.ppid));
    expect(() => withOutputLock(target, () => {}, 50)).toThrow(
      new RegExp(`^another Ninefold \\(process ${process.ppid}\\) is writing the same folder since \\d{4}-`),
    );
    rmSync(lock);
  });
});
