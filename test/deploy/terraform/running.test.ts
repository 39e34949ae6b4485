import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetRunning, noteRunning, runningIn } from '../../../deploy/terraform/running';

let output: string;
beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'ninefold-running-'));
});
afterEach(() => rmSync(output, { recursive: true, force: true }));

const sleeper = () => spawn('sleep', ['60']);
const ended = (child: ReturnType<typeof sleeper>) => new Promise((done) => child.on('exit', done));

describe('processes that work in an output folder', () => {
  it('are known as long as they run, and are not this one', async () => {
    const child = sleeper();
    noteRunning(output, child.pid ?? 0, 'terraform apply in network');
    noteRunning(output, process.pid, 'ninefold deploy');
    expect(runningIn(output)).toMatchObject([{ pid: child.pid, work: 'terraform apply in network' }]);
    child.kill();
    await ended(child);
    expect(runningIn(output)).toEqual([]);
  });

  it('come in the order in which they began, whatever their ids', () => {
    const children = [sleeper(), sleeper()];
    const [low = 0, high = 0] = children.map(({ pid }) => pid).sort((a = 0, b = 0) => a - b);
    noteRunning(output, high, 'ninefold deploy');
    noteRunning(output, low, 'terraform apply in network');
    utimesSync(join(output, 'running', `${high}.json`), 1, 1);
    expect(runningIn(output).map(({ pid }) => pid)).toEqual([high, low]);
    for (const child of children) child.kill();
  });

  it('leave no trace when they say that they are done', () => {
    const child = sleeper();
    noteRunning(output, child.pid ?? 0, 'a');
    noteRunning(output, process.pid, 'b');
    forgetRunning(output, process.pid);
    expect(readdirSync(join(output, 'running'))).toEqual([`${child.pid}.json`]);
    forgetRunning(output, child.pid ?? 0);
    expect(existsSync(join(output, 'running'))).toBe(false);
    // Twice is once.
    forgetRunning(output, process.pid);
    child.kill();
  });

  it('are told from later processes of the same id', () => {
    const child = sleeper();
    noteRunning(output, child.pid ?? 0, 'a');
    const file = join(output, 'running', `${child.pid}.json`);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), started: '1' }));
    expect(runningIn(output)).toEqual([]);
    child.kill();
  });

  it('are not made up from notes that were cut short', () => {
    noteRunning(output, process.ppid, 'a');
    writeFileSync(join(output, 'running', '1.json'), '{"pid":');
    expect(runningIn(output).map(({ pid }) => pid)).toEqual([process.ppid]);
    expect(runningIn(join(output, 'none'))).toEqual([]);
  });
});
