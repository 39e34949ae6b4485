import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayMetricsPort } from '../../../catalog/gateway-ports';
import { alertmanager, type GatewaySettings, gatewayConfig } from '../../../constructs/inference/gateway-config';
import { debianTool } from '../debian-tools';
import { freePort } from '../local-server';
import { until } from '../until';
import { send } from './request';

/** HAProxy with the configuration of the gateway. Only its ports and its name server are those of the test. */
export interface RunningGateway {
  /** Address of the first service's port. */
  readonly url: string;
  readonly metricsUrl: string;
  readonly log: () => string;
  stop(): Promise<void>;
}

/** @param alertmanagerPort where Alertmanager listens at the address that the name server has for it */
export async function startGateway(
  settings: GatewaySettings,
  dnsPort: number,
  alertmanagerPort = alertmanager.port,
): Promise<RunningGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-gateway-'));
  const [port, metricsPort] = [await freePort(), await freePort()];
  const [first] = settings.services;
  const text = gatewayConfig(settings)
    .replace('  parse-resolv-conf', `  nameserver test 127.0.0.1:${dnsPort}`)
    .replace(`bind :${first?.port}`, `bind 127.0.0.1:${port}`)
    .replace(`${alertmanager.host}:${alertmanager.port}`, `${alertmanager.host}:${alertmanagerPort}`)
    .replace(`bind :${gatewayMetricsPort}`, `bind 127.0.0.1:${metricsPort}`);
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, text);
  const server = spawn(debianTool('haproxy'), ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  server.stdout.on('data', (chunk) => (log += chunk));
  server.stderr.on('data', (chunk) => (log += chunk));
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(async () => (await send(`${url}/health`)).status === 200, 'the gateway answers');
  } catch {
    await stop();
    throw new Error(`the gateway is not up:\n${log}`);
  }
  return { url, metricsUrl: `http://127.0.0.1:${metricsPort}`, log: () => log, stop };
}

/** What `haproxy -c` says against a configuration; empty if it accepts it. */
export function configProblems(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-haproxy-'));
  try {
    writeFileSync(join(folder, 'haproxy.cfg'), text);
    const run = spawnSync(debianTool('haproxy'), ['-c', '-f', join(folder, 'haproxy.cfg')], { encoding: 'utf8' });
    return run.status === 0 ? run.stderr.replace(/^Configuration file is valid\n/, '') : run.stdout + run.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
