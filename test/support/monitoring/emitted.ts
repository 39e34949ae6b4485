import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { AlertmanagerConfig } from '../../../constructs/monitoring/alertmanager-config';

const golden = join(__dirname, '..', '..', 'golden');

/** Alertmanager's configuration of each region of an example, as its platform stack has it in the golden files. */
export function emittedAlertmanagerConfigs(example: string): ReadonlyMap<string, AlertmanagerConfig> {
  const stacks = readdirSync(join(golden, example)).filter((name) => name.endsWith('-platform.tf.json'));
  return new Map(
    stacks.map((name) => {
      const stack = JSON.parse(readFileSync(join(golden, example, name), 'utf8'));
      const releases = Object.values(stack.resource.helm_release) as { chart: string; values: string[] }[];
      const values = releases.find(({ chart }) => chart === 'kube-prometheus-stack')?.values[0];
      return [name.replace('-platform.tf.json', ''), parse(values ?? '').alertmanager.config];
    }),
  );
}
