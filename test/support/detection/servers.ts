import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { PrometheusRuleGroup } from '../../../constructs/kubernetes/custom-resources/prometheus-operator';
import type { AlertmanagerConfig } from '../../../constructs/monitoring/delivery/alertmanager-config';
import { type DebianTool, debianTool } from '../debian-tools';
import { freePort } from '../local-server';
import { until } from '../until';

/** The real Prometheus and Alertmanager, with the rules and routes that Ninefold writes. */
export interface MonitoringServers {
  /** Values of a query, now. */
  query(expression: string): Promise<number[]>;
  /** Alerts that Alertmanager has, with what it does with them. */
  alerts(): Promise<readonly HeldAlert[]>;
  stop(): Promise<void>;
}

export interface HeldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] };
}

export interface MonitoringServersProps {
  readonly groups: readonly PrometheusRuleGroup[];
  readonly scrapes: readonly object[];
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly alertmanager: AlertmanagerConfig;
  /** Where every channel of every receiver leads. */
  readonly webhook: string;
}

export async function startMonitoring(props: MonitoringServersProps): Promise<MonitoringServers> {
  const alertmanager = await startAlertmanager(props.alertmanager, props.webhook);
  const prometheus = await startServer('prometheus', (folder, port) => [
    `--config.file=${write(folder, {
      global: { external_labels: props.externalLabels },
      rule_files: [write(folder, { groups: props.groups }, 'rules.yaml')],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager.port}`] }] }] },
      scrape_configs: props.scrapes,
    })}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  return {
    async query(expression) {
      const address = `http://127.0.0.1:${prometheus.port}/api/v1/query?query=${encodeURIComponent(expression)}`;
      const answer = (await (await fetch(address)).json()) as { data: { result: { value: [number, string] }[] } };
      return answer.data.result.map(({ value }) => Number(value[1]));
    },
    async alerts() {
      const answer = await fetch(`http://127.0.0.1:${alertmanager.port}/api/v2/alerts`);
      return (await answer.json()) as HeldAlert[];
    },
    stop: async () => {
      await prometheus.stop();
      await alertmanager.stop();
    },
  };
}

/** A server of Prometheus' makers, on a port of its own. */
export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** @param webhook where every channel of every receiver leads */
export function startAlertmanager(config: AlertmanagerConfig, webhook: string): Promise<RunningServer> {
  return startServer('prometheus-alertmanager', (folder, port) => [
    `--config.file=${write(folder, toWebhook(config, webhook))}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]);
}

async function startServer(
  tool: DebianTool,
  argumentsIn: (folder: string, port: number) => readonly string[],
): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-detection-'));
  const port = await freePort();
  const server = start(tool, argumentsIn(folder, port));
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok, `${tool} is ready`);
  } catch (error) {
    await stop();
    throw new Error(`${error}\n${server.log()}`);
  }
  return { port, stop };
}

function write(folder: string, content: object, name = 'config.yaml'): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(content, { aliasDuplicateObjects: false }));
  return file;
}

/** Receivers keep their names and lead to one place; those without a channel stay without one. */
function toWebhook(config: AlertmanagerConfig, url: string): AlertmanagerConfig {
  const receivers = config.receivers.map(({ name, ...channels }) =>
    Object.keys(channels).length === 0 ? { name } : { name, webhook_configs: [{ url, send_resolved: true }] },
  );
  return { ...config, receivers };
}

function start(tool: DebianTool, args: readonly string[]): { log: () => string; stop: () => Promise<void> } {
  const server: ChildProcess = spawn(debianTool(tool), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  server.on('error', (error) => {
    log += error;
  });
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  return {
    log: () => log,
    stop: async () => {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
