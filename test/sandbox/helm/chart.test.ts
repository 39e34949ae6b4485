import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChart, plannedVersion } from '../../../sandbox/helm/chart';
import { unknown } from '../../../sandbox/protocol/value';
import { temporaryFolder } from '../temporary-folder';

function chartWith(metadata: string): string {
  const folder = join(temporaryFolder(), 'chart');
  mkdirSync(folder);
  writeFileSync(join(folder, 'Chart.yaml'), metadata);
  return folder;
}

const local = { repository: null, version: null };

describe('findChart', () => {
  it('reads a chart from its folder', () => {
    const chart = chartWith('{ apiVersion: v2, name: workloads, version: 0.1.0-abc, appVersion: 1.2 }');
    expect(findChart({ chart, ...local })).toEqual({ name: 'workloads', version: '0.1.0-abc', appVersion: '1.2' });
    expect(findChart({ chart, ...local, version: '0.1.0-abc' }).version).toBe('0.1.0-abc');
  });

  it.each([
    ['a repository', { chart: 'kueue', repository: 'https://charts.example.com' }, 'kueue'],
    ['a registry', { chart: 'oci://registry.k8s.io/kueue/charts/kueue', repository: null }, 'kueue'],
  ])('takes a chart from %s on trust', (_what, source, name) => {
    expect(findChart({ ...source, version: '0.14.4' })).toEqual({ name, version: '0.14.4', appVersion: '0.14.4' });
    expect(() => findChart({ ...source, version: null })).toThrow(/needs a version/);
  });

  it.each([
    ['is not there', () => join(temporaryFolder(), 'none'), null, /could not locate chart .*there is no .*Chart\.yaml/],
    ['says nothing', () => chartWith(''), null, /name and chart\.metadata\.version are required/],
    ['has no version', () => chartWith('name: a'), null, /name and chart\.metadata\.version are required/],
    [
      'has another version',
      () => chartWith('{ name: a, version: 1.0.0 }'),
      '2.0.0',
      /has version 1\.0\.0, and 2\.0\.0/,
    ],
  ])('refuses a chart that %s', (_what, chart, version, message) => {
    expect(() => findChart({ chart: chart(), repository: null, version })).toThrow(message);
  });
});

describe('plannedVersion', () => {
  it('is what the chart says, or unknown as long as there is none', () => {
    expect(plannedVersion({ chart: chartWith('{ name: a, version: 1.0.0 }'), ...local })).toBe('1.0.0');
    expect(plannedVersion({ chart: join(temporaryFolder(), 'later'), ...local })).toBe(unknown);
  });
});
