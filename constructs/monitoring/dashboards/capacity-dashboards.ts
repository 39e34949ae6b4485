import { readyByZone, zoneLabel } from '../alerts/node-alerts';
import { waiting } from '../alerts/training-alerts';
import type { DashboardSpec, Panel } from './panel';

const lines = (title: string, unit: string, expr: string, legend: string): Panel => ({
  title,
  kind: 'timeseries',
  unit,
  queries: [{ expr, legend }],
});

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

export const trainingDashboard: DashboardSpec = {
  title: 'Training',
  rows: [
    {
      title: 'Jobs',
      panels: [
        lines('Jobs that wait, by queue', 'none', waiting, '{{cluster_queue}}'),
        lines('Pods by phase', 'none', 'sum by (phase) (kube_pod_status_phase{namespace="training"})', '{{phase}}'),
        lines(
          'Failed pods',
          'none',
          'sum by (job_name) (kube_job_status_failed{namespace="training"})',
          '{{job_name}}',
        ),
        lines(
          'Restarts in an hour',
          'none',
          'sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="training"}[1h])) > 0',
          '{{pod}}',
        ),
      ],
    },
    {
      title: 'GPUs of jobs',
      panels: [
        lines(
          'Slowest GPU: kernels at work',
          'percent',
          'min by (pod) (DCGM_FI_DEV_GPU_UTIL{namespace="training"})',
          '{{pod}}',
        ),
        lines(
          'Fastest GPU: tensor cores',
          'percentunit',
          'max by (pod) (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{namespace="training"})',
          '{{pod}}',
        ),
        lines(
          'Memory in use',
          'percentunit',
          'max by (pod) (DCGM_FI_DEV_FB_USED{namespace="training"} / (DCGM_FI_DEV_FB_USED{namespace="training"} + DCGM_FI_DEV_FB_FREE{namespace="training"}))',
          '{{pod}}',
        ),
      ],
    },
  ],
};

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
