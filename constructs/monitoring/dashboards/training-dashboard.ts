import { waiting } from '../alerts/training-alerts';
import { type DashboardSpec, lines } from './panel';

/** Jobs, and what their GPUs do. */
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
