import { type Chart, type ChartName, charts, chartsAsOf, supportsKubernetes } from '../../../catalog/charts';
import type { Rule } from '../rule';

export const chartSupport: Rule = {
  id: 'cluster/chart-support',
  severity: 'warning',
  summary: 'The charts of the platform are made for the Kubernetes version.',
  why: 'The makers of a chart test it with some Kubernetes versions only. With others it may install and then fail in its webhooks or its calls of the API, at worst when a service has to grow.',
  fix: 'Choose a Kubernetes version that all charts are made for.',
  source: chartsAsOf.source,
  check({ project, environment }) {
    const { version } = project.cluster;
    const installed = new Set(environment.regions.flatMap(({ platform }) => platform.charts));
    return [...installed].flatMap((name: ChartName) => {
      const chart: Chart = charts[name];
      if (supportsKubernetes(chart, version)) return [];
      const { from = 'any', to = 'any' } = chart.kubernetes;
      return [
        {
          path: ['cluster', 'version'],
          message: `${name} ${chart.version} is not made for Kubernetes ${version}`,
          expected: `${from} to ${to}`,
          found: version,
          fix: 'use a Kubernetes version of that range',
        },
      ];
    });
  },
};
