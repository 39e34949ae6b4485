import { readyByZone, zoneLabel } from '../alerts/node-alerts';
import { type DashboardSpec, lines } from './panel';

/** Alerts by the class of failure that they tell of: those of the time budgets, and capacity that does not come. */
const failureAlerts: Readonly<Record<string, readonly string[]>> = {
  process: ['EngineDown', 'ServiceDown', 'GatewayDown', 'EngineRestarts', 'TrainingFailed'],
  hang: ['EngineStalled', 'TrainingHangs'],
  GPU: ['GPUFatalError', 'GPUUnhealthy', 'GPUDoubleBitErrors', 'GPUWithdrawn', 'NVLinkFailed', 'AcceleratorNotReady'],
  node: ['NodeNotReady'],
  zone: ['ZoneLost'],
  region: ['RegionUnreachable'],
  capacity: ['CapacityErrors', 'KarpenterErrors', 'GPUPodsPending', 'ReplicasMissing', 'TrainingWaits'],
};

/** Nodes, what fails on them, and why more do not come. */
export const capacityDashboard: DashboardSpec = {
  title: 'Capacity',
  rows: [
    {
      title: 'Nodes',
      panels: [
        lines('Ready nodes', 'none', 'sum(kube_node_status_condition{condition="Ready",status="true"})', 'ready'),
        lines(
          'Nodes with a fault',
          'none',
          'sum by (condition) (kube_node_status_condition{condition=~".*Ready",status="false"})',
          '{{condition}}',
        ),
        lines('GPUs', 'none', 'sum(kube_node_status_allocatable{resource="nvidia_com_gpu"})', 'allocatable'),
        lines(
          'GPUs that pods have asked for',
          'none',
          'sum by (namespace) (kube_pod_container_resource_requests{resource="nvidia_com_gpu"})',
          '{{namespace}}',
        ),
        lines('Pods that wait', 'none', 'sum by (namespace) (kube_pod_status_phase{phase="Pending"})', '{{namespace}}'),
      ],
    },
    {
      title: 'Failures',
      panels: [
        {
          title: 'Failures by class',
          kind: 'timeseries',
          unit: 'none',
          queries: Object.entries(failureAlerts).map(([failure, alerts]) => ({
            expr: `count(ALERTS{alertstate="firing",alertname=~"${alerts.join('|')}"}) or vector(0)`,
            legend: failure,
          })),
          description: 'Alerts that fire. What each class takes to be over is the time budget of ninefold plan.',
        },
        lines(
          'Nodes that are not ready, by zone',
          'none',
          `count by (${zoneLabel}) (${readyByZone} == 0) or 0 * count by (${zoneLabel}) (${readyByZone})`,
          `{{${zoneLabel}}}`,
        ),
      ],
    },
    {
      title: 'Failures to start nodes',
      panels: [
        lines(
          'Cluster Autoscaler, by reason',
          'none',
          'sum by (reason) (increase(cluster_autoscaler_failed_scale_ups_total[1h]))',
          '{{reason}}',
        ),
        lines(
          'Karpenter, by error',
          'none',
          'sum by (error) (increase(karpenter_cloudprovider_errors_total[1h]))',
          '{{error}}',
        ),
        lines('Evicted pods', 'none', 'sum by (namespace) (kube_pod_status_reason{reason="Evicted"})', '{{namespace}}'),
      ],
    },
  ],
};
