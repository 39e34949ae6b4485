import type { ConfigMap } from '../../kubernetes/objects';
import { capacityDashboard } from './capacity-dashboard';
import { engineDashboard } from './engine-dashboard';
import { gpuDashboard } from './gpu-dashboard';
import { objectivesDashboard } from './objectives-dashboard';
import { type DashboardSpec, dashboardModel } from './panel';
import { regionsDashboard } from './regions-dashboard';
import { serviceDashboard } from './service-dashboard';
import { trainingDashboard } from './training-dashboard';

/** Every dashboard of a region. */
export const dashboardSpecs: readonly DashboardSpec[] = [
  regionsDashboard,
  serviceDashboard,
  engineDashboard,
  gpuDashboard,
  trainingDashboard,
  capacityDashboard,
  objectivesDashboard,
];

/** Dashboards as Grafana's sidecar finds them. Source: values of kube-prometheus-stack 88.5 (`grafana.sidecar.dashboards`). */
export function dashboards(): ConfigMap[] {
  return dashboardSpecs.map((spec) => {
    const name = `dashboard-${spec.title.toLowerCase()}`;
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'monitoring', labels: { grafana_dashboard: '1' } },
      data: { [`${name}.json`]: `${JSON.stringify(dashboardModel(spec), null, 1)}\n` },
    };
  });
}
