import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertmanagerConfig } from '../../../constructs/monitoring/delivery/alertmanager-config';
import { prometheusValues } from './emitted';

const golden = join(__dirname, '..', '..', 'golden');

/** Alertmanager's configuration of each region of an example, as its platform stack has it in the golden files. */
export function emittedAlertmanagerConfigs(example: string): ReadonlyMap<string, AlertmanagerConfig> {
  const stacks = readdirSync(join(golden, example)).filter((name) => name.endsWith('-platform.tf.json'));
  return new Map(
    stacks.map((name) => [
      name.replace('-platform.tf.json', ''),
      prometheusValues(join(golden, example, name)).alertmanager.config,
    ]),
  );
}
