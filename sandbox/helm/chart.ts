import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ApiError } from '../cloud/api-error';
import { unknown, type Values } from '../protocol/value';

/** What a chart says about itself. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/**
 * The chart that a release names: read from its folder, or taken on trust when it comes from a repository, which is not
 * asked.
 */
export function findChart({ chart, repository, version }: Values): Chart {
  const name = String(chart);
  const asked = typeof version === 'string' && version !== '' ? version : undefined;
  const isRemote = name.startsWith('oci://') || (typeof repository === 'string' && repository !== '');
  if (isRemote) {
    if (asked === undefined)
      throw new ApiError('ChartVersion', `${name}: a chart from a repository needs a version here`);
    return { name: name.split('/').at(-1) ?? name, version: asked, appVersion: asked };
  }
  const file = join(name, 'Chart.yaml');
  if (!existsSync(file)) throw new ApiError('ChartNotFound', `could not locate chart ${name}: there is no ${file}`);
  const metadata = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>> | null;
  const { name: chartName, version: chartVersion, appVersion = '' } = metadata ?? {};
  if (typeof chartName !== 'string' || typeof chartVersion !== 'string') {
    throw new ApiError('InvalidChart', `${file}: chart.metadata.name and chart.metadata.version are required`);
  }
  if (asked !== undefined && asked !== chartVersion) {
    throw new ApiError('ChartVersion', `${name} has version ${chartVersion}, and ${asked} was asked for`);
  }
  return { name: chartName, version: chartVersion, appVersion: String(appVersion) };
}

/** The version that a plan can know: that of a chart in a folder which is there already. */
export function plannedVersion(planned: Values): Values[string] {
  try {
    return findChart(planned).version;
  } catch {
    return unknown;
  }
}
