import { waiting } from '../alerts/training-alerts';
import { type DashboardSpec, lines } from './panel';
import { podsByPhase, restarts } from './pod-panels';

/** Jobs, and what their GPUs do. */
export const trainingDashboard: DashboardSpec = {
  title: 'Training',
  rows: [
    {
      title: 'Jobs',
      panels: [
        lines('Jobs that wait, by queue', 'none', waiting, '{{cluster_queue}}'),
        podsByPhase('training'),
        lines(
          'Failed pods',
          'none',
          'sum by (job_name) (kube_job_status_failed{namespace="training"})',
          '{{job_name}}',
        ),
        restarts('training'),
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
