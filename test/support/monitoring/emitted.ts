import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type {
  PodMonitor,
  Probe,
  PrometheusRule,
} from '../../../constructs/kubernetes/custom-resources/prometheus-operator';
import type { AlertmanagerConfig } from '../../../constructs/monitoring/delivery/alertmanager-config';
import type { Environment } from '../../../planner/environment/environment';
import { synthesize } from '../../../stacks/synthesize';

/** What a region's Prometheus and Alertmanager are told, as `synth` writes it. */
export interface EmittedMonitoring {
  readonly podMonitors: readonly PodMonitor[];
  readonly probes: readonly Probe[];
  readonly rules: readonly PrometheusRule[];
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly alertmanager: AlertmanagerConfig;
}

export function emittedMonitoring(environment: Environment, region: string): EmittedMonitoring {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-emitted-'));
  try {
    synthesize(environment, folder);
    const manifests = join(folder, 'manifests', region);
    const objects = readdirSync(manifests, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml') && !path.includes('templates/'))
      .flatMap((path) => parseAllDocuments(readFileSync(join(manifests, path), 'utf8')).map((one) => one.toJS()))
      .filter((object) => object?.kind !== undefined);
    const all = (kind: string) => objects.filter((object) => object.kind === kind);
    const stack = `${environment.name}-${region}-platform`;
    const { prometheus, alertmanager } = prometheusValues(join(folder, 'stacks', stack, 'cdk.tf.json'));
    return {
      podMonitors: all('PodMonitor'),
      probes: all('Probe'),
      rules: all('PrometheusRule'),
      externalLabels: prometheus.prometheusSpec.externalLabels,
      alertmanager: alertmanager.config,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Values of kube-prometheus-stack in a platform stack. */
export function prometheusValues(file: string): {
  readonly prometheus: { readonly prometheusSpec: { readonly externalLabels: Readonly<Record<string, string>> } };
  readonly alertmanager: { readonly config: AlertmanagerConfig };
} {
  const { resource } = JSON.parse(readFileSync(file, 'utf8'));
  const releases = Object.values(resource.helm_release) as { chart: string; values: string[] }[];
  return parse(releases.find(({ chart }) => chart === 'kube-prometheus-stack')?.values[0] ?? '');
}
