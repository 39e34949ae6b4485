import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AlertmanagerConfig } from '../../../constructs/monitoring/delivery/alertmanager-config';
import { debianTool } from '../debian-tools';

/** What `amtool check-config` says against a configuration; empty if nothing. */
export function configProblems(config: AlertmanagerConfig): string {
  return withFile(config, (file) => {
    const { status, output } = amtool(['check-config', file]);
    return status === 0 ? '' : output;
  });
}

/** Receivers of an alert with these labels, by `amtool config routes test`. */
export function receiversOf(config: AlertmanagerConfig, labels: Readonly<Record<string, string>>): string {
  return withFile(config, (file) => {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const { status, output } = amtool(['config', 'routes', 'test', `--config.file=${file}`, ...pairs]);
    return status === 0 ? output.trim() : `amtool failed: ${output}`;
  });
}

/** Alertmanager 0.25 reads the URL of a webhook from no file yet; newer ones, as installed in clusters, do. */
export function forOldAlertmanager(config: AlertmanagerConfig): AlertmanagerConfig {
  const receivers = config.receivers.map((receiver) => {
    const hooks = receiver['webhook_configs'] as readonly Readonly<Record<string, unknown>>[] | undefined;
    if (hooks === undefined) return receiver;
    return {
      ...receiver,
      webhook_configs: hooks.map(({ url_file, ...rest }) => ({ ...rest, url: `http://webhook.invalid${url_file}` })),
    };
  });
  return { ...config, receivers };
}

function amtool(args: readonly string[]): { status: number | null; output: string } {
  const run = spawnSync(debianTool('amtool'), args, { encoding: 'utf8' });
  if (run.error) return { status: null, output: String(run.error) };
  // Its warning about the address of a server that nobody asked for goes to the other stream.
  return { status: run.status, output: run.status === 0 ? run.stdout : run.stdout + run.stderr };
}

function withFile<T>(config: AlertmanagerConfig, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-alertmanager-'));
  const file = join(folder, 'alertmanager.yaml');
  writeFileSync(file, stringify(forOldAlertmanager(config)));
  try {
    return use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
