import { type XidClass, xidsOf } from '../../../catalog/xids';
import type { Alert } from './alert';

const xidExpr = (kind: XidClass) =>
  `max by (node, gpu, UUID, xid) (DCGM_EXP_XID_ERRORS_COUNT{xid=~"${xidsOf(kind).join('|')}"}) > 0`;

const repair =
  'Node auto repair of EKS replaces the node when its monitoring agent sees the fault: after 10 minutes, which only brings the capacity back.';
const drain = [
  'Keep new work away: kubectl cordon NODE',
  'Let services move before training jobs: kubectl drain NODE --ignore-daemonsets --delete-emptydir-data',
];
const replace = [
  ...drain,
  'Terminate the instance; the pool starts another. In a capacity block or reservation the slot stays yours.',
];

/** What NVIDIA GPUs say about themselves, by the exporter of DCGM with the counters of `gpu-counters.ts`. */
export function gpuAlerts(): readonly Alert[] {
  return [
    {
      name: 'GPUFatalError',
      expr: xidExpr('fatal'),
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} has failed (XID {{ $labels.xid }})',
      meaning:
        'The GPU or its driver does not work any more. What runs on it is lost; a job on several nodes stops as a whole.',
      automatic: repair,
      steps: [
        'Look the XID up in catalog/xids.ts. 79, fallen off the bus, needs a power cycle: a reboot does not help.',
        ...replace,
      ],
    },
    {
      name: 'GPUDegraded',
      expr: xidExpr('degraded'),
      severity: 'ticket',
      component: 'gpu',
      labels: { action: 'drain' },
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} is degraded (XID {{ $labels.xid }})',
      meaning: 'It works, and may fail soon. XID 94 has ended one process: its memory error was contained.',
      automatic: 'None, except for XID 63, for which EKS replaces the node.',
      steps: ['Let the job reach its next checkpoint.', ...replace],
    },
    {
      name: 'GPUApplicationError',
      expr: `sum by (namespace, pod, xid) (DCGM_EXP_XID_ERRORS_COUNT{xid=~"${xidsOf('application').join('|')}"}) > 0`,
      severity: 'info',
      component: 'gpu',
      labels: { action: 'inspect-program' },
      summary: 'A program in {{ $labels.namespace }}/{{ $labels.pod }} has failed on its GPU (XID {{ $labels.xid }})',
      meaning: 'An error of the program, such as an access outside of its memory. The GPU is well.',
      automatic: 'Kubernetes restarts the container.',
      steps: ['Look at the logs of the pod.'],
    },
    {
      name: 'GPUUnhealthy',
      expr: 'max by (node, gpu, UUID, health_watch) (DCGM_EXP_GPU_HEALTH_STATUS) >= 20',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'DCGM finds GPU {{ $labels.gpu }} of {{ $labels.node }} unhealthy ({{ $labels.health_watch }})',
      meaning: 'The background health checks of the driver fail.',
      automatic: repair,
      steps: replace,
    },
    {
      name: 'GPUDoubleBitErrors',
      expr: 'increase(DCGM_FI_DEV_ECC_DBE_VOL_TOTAL[5m]) > 0',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'Memory of GPU {{ $labels.gpu }} of {{ $labels.node }} has uncorrectable errors',
      meaning: 'Numbers in its memory were wrong; the driver has ended the programs that used them.',
      automatic: repair,
      steps: replace,
    },
    {
      name: 'GPURowRemapFailed',
      expr: 'DCGM_FI_DEV_ROW_REMAP_FAILURE > 0',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} has no spare memory rows left',
      meaning: 'The next memory error cannot be repaired. The GPU has to be exchanged.',
      automatic: 'None: the GPU still works.',
      steps: replace,
    },
    {
      name: 'GPURowRemapped',
      expr: 'increase(DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS[1h]) > 0',
      severity: 'ticket',
      component: 'gpu',
      labels: { action: 'drain' },
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} has replaced a broken memory row',
      meaning:
        'The spare row is used after the next reset of the GPU. Several in a short time are a sign of a failing GPU.',
      automatic: 'None.',
      steps: ['At the next quiet time drain the node and reboot it.', ...drain],
    },
    {
      name: 'NVLinkFailed',
      expr: 'increase(DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL[10m]) > 0',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'A link of GPU {{ $labels.gpu }} of {{ $labels.node }} could not recover',
      meaning:
        'GPUs of the node no longer reach each other at full speed, or at all: jobs and replicas on several GPUs hang.',
      automatic: 'None, unless the GPU also reports XID 74.',
      steps: replace,
    },
    {
      name: 'NVLinkErrors',
      expr: 'rate(DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL[5m]) + rate(DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL[5m]) > 1',
      for: '5m',
      severity: 'ticket',
      component: 'gpu',
      summary: 'A link of GPU {{ $labels.gpu }} of {{ $labels.node }} repeats transfers',
      meaning: 'Collective operations become slow.',
      automatic: 'The link repeats what was lost.',
      steps: ['Watch whether it grows. If NVLinkFailed follows, replace the node.', ...drain],
    },
    {
      name: 'PCIeReplays',
      expr: 'rate(DCGM_FI_DEV_PCIE_REPLAY_COUNTER[10m]) * 60 > 10',
      for: '10m',
      severity: 'ticket',
      component: 'gpu',
      summary: 'The bus of GPU {{ $labels.gpu }} of {{ $labels.node }} repeats transfers',
      meaning: 'Copies between host and GPU become slow, and the GPU may fall off the bus.',
      automatic: 'The bus repeats what was lost.',
      steps: drain,
    },
    {
      name: 'GPUHot',
      expr: 'DCGM_FI_DEV_GPU_TEMP > 85 or DCGM_FI_DEV_MEMORY_TEMP > 95',
      for: '2m',
      severity: 'ticket',
      component: 'gpu',
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} is hot',
      meaning: 'It will slow down to cool.',
      automatic: 'The GPU lowers its clock.',
      steps: ['If it is one node of many, replace it; otherwise it is the load.'],
    },
    {
      name: 'GPUThrottled',
      expr: 'max by (node, gpu, UUID, clock_event) (DCGM_EXP_CLOCK_EVENTS_COUNT{clock_event=~"hw_thermal|hw_slowdown|hw_power_brake"}) > 0',
      for: '5m',
      severity: 'ticket',
      component: 'gpu',
      summary: 'GPU {{ $labels.gpu }} of {{ $labels.node }} is slowed down by its hardware ({{ $labels.clock_event }})',
      meaning: 'A job on many GPUs is as slow as the slowest of them.',
      automatic: 'None.',
      steps: replace,
    },
    {
      name: 'GPUWithdrawn',
      expr: '(kube_node_status_capacity{resource="nvidia_com_gpu"} - on (node) kube_node_status_allocatable{resource="nvidia_com_gpu"}) > 0',
      for: '1m',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'The device plugin has withdrawn {{ $value }} GPUs of {{ $labels.node }}',
      meaning: 'Nothing new is placed on them; the node counts for less than the pool promises.',
      automatic: repair,
      steps: replace,
    },
    {
      name: 'GPUMetricsMissing',
      expr: '(kube_node_status_capacity{resource="nvidia_com_gpu"} > 0) unless on (node) group by (node) (DCGM_FI_DEV_GPU_TEMP)',
      for: '5m',
      severity: 'ticket',
      component: 'monitoring',
      summary: 'Nothing is measured of the GPUs of {{ $labels.node }}',
      meaning: 'Whatever happens to them, no other alert would say so. A hung driver looks like this as well.',
      automatic: 'Kubernetes restarts the exporter.',
      steps: ['kubectl -n monitoring get pods -l app.kubernetes.io/name=dcgm-exporter -o wide', ...drain],
    },
  ];
}
