import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servingMetrics } from '../../../catalog/serving-metrics';
import { heartbeatScript } from '../../../constructs/inference/heartbeat';
import { type FakeEngine, startEngine } from '../../support/serving/fake-engine';

jest.setTimeout(60_000);

let folder: string;
let engine: FakeEngine;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-heartbeat-'));
  writeFileSync(join(folder, 'heartbeat.py'), heartbeatScript);
  engine = await startEngine('e');
});
afterEach(async () => {
  await engine.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the script as a probe does; resolves to its exit status and what it says. */
function run(...args: string[]): Promise<{ status: number; said: string; ms: number }> {
  const started = Date.now();
  const { heartbeat, running, waiting } = servingMetrics.vllm;
  const env = {
    PATH: process.env['PATH'],
    HEARTBEAT_PORT: String(engine.port),
    HEARTBEAT_HEALTH: '/health',
    HEARTBEAT_SERIES: heartbeat.join(' '),
    HEARTBEAT_WORK: [running, ...waiting].join(' '),
    HEARTBEAT_TIMEOUT: '2',
    HEARTBEAT_STATE: folder,
  };
  return new Promise((done) => {
    execFile('python3', [join(folder, 'heartbeat.py'), ...args], { env }, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : Number(error.code), said: stdout + stderr, ms: Date.now() - started }),
    );
  });
}

const metrics = (steps: number, running: number, waiting = 0) =>
  [
    '# TYPE vllm:num_requests_running gauge',
    `vllm:num_requests_running{engine="0",model_name="m"} ${running}.0`,
    `vllm:num_requests_waiting{engine="0",model_name="m"} ${waiting}.0`,
    `vllm:iteration_tokens_total_count{engine="0",model_name="m"} ${steps}.0`,
    '',
  ].join('\n');

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('the heartbeat of an engine', () => {
  it('fails when requests run or wait and no step is made for as long as it is told', async () => {
    engine.metrics = metrics(7, 2);
    expect((await run('check', '1')).status).toBe(0);
    await pause(1100);
    const { status, said } = await run('check', '1');
    expect(status).toBe(1);
    expect(said).toMatch(/^no step for \d+ s with 2 requests$/m);
    // Another probe is more patient.
    expect((await run('check', '300')).status).toBe(0);
    engine.metrics = metrics(7, 0, 3);
    expect((await run('check', '1')).status).toBe(1);
    engine.metrics = metrics(8, 2);
    expect((await run('check', '1')).status).toBe(0);
  });

  it('holds while steps are made, and while there is nothing to do', async () => {
    for (const [steps, running] of [
      [1, 1],
      [2, 1],
      [2, 0],
    ] as const) {
      engine.metrics = metrics(steps, running);
      expect((await run('check', '1')).status).toBe(0);
      await pause(600);
    }
  });

  it('fails at once without health, and judges by health alone where there are no metrics', async () => {
    engine.metrics = 'nonsense';
    expect((await run('check', '1')).status).toBe(0);
    engine.healthy = false;
    expect(await run('check', '1')).toMatchObject({ status: 1, said: expect.stringContaining('503') });
  });

  it('drains: waits for those who do not know yet, then until the last request is done', async () => {
    engine.metrics = metrics(1, 1);
    setTimeout(() => {
      engine.metrics = metrics(2, 0);
    }, 1200);
    const { status, ms } = await run('drain', '0.3', '60');
    expect(status).toBe(0);
    expect(ms).toBeGreaterThan(1200);
    expect(ms).toBeLessThan(30_000);
  });

  it('drains no longer than it may', async () => {
    engine.metrics = metrics(1, 1);
    const { status, ms } = await run('drain', '0', '1');
    expect(status).toBe(0);
    expect(ms).toBeLessThan(30_000);
  });
});
