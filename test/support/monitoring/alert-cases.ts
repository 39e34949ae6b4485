/** Series as promtool reads them, by name and labels. */
export type Series = Readonly<Record<string, string>>;

/** When an alert fires, and the nearest state in which it does not. */
export interface AlertCase {
  readonly alert: string;
  readonly fires: Series;
  /** Labels that tell which one fires, beside those that the rule sets. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Absent for what always fires. */
  readonly silent?: Series;
  /** Since the start. @default '10m' */
  readonly at?: string;
  /** When it is silent. @default as `at` */
  readonly silentAt?: string;
}

const engine = (service: string, tier: string, pod = `${service}-1`) =>
  `namespace="inference",pod="${pod}",service="${service}",tier="${tier}"`;
const beat = `{job="engine-heartbeat",${engine('chat', 'critical')}}`;
const gpu = '{node="n1",gpu="0",UUID="GPU-1"}';
const up = (labels: string) => `up{job="engine-heartbeat",${labels}}`;
const critical = { service: 'chat', tier: 'critical', severity: 'page', region_mode: 'normal' };

const failedBeats =
  'prober_probe_total{namespace="training",pod="p",container="trainer",probe_type="Liveness",result="failed"}';

/** Of the evaluate step of a run that started at the beginning. */
function evaluationJob(completes: boolean): Series {
  const job = 'namespace="training",job_name="chat-scores-1-evaluate"';
  return {
    [`kube_job_created{${job}}`]: '0x18000',
    [`kube_job_complete{${job},condition="true"}`]: completes ? '0x1000 1x17000' : '0x18000',
  };
}

const nextStart = 'kube_cronjob_next_schedule_time{namespace="training",cronjob="submit-chat-scores"}';

/** Cases of all alerts but those of objectives, with samples 5 seconds apart. */
export const alertCases: readonly AlertCase[] = [
  { alert: 'Watchdog', fires: {}, labels: { severity: 'info' } },
  {
    alert: 'EngineDown',
    fires: { [up(engine('chat', 'critical'))]: '1x118 0x10' },
    labels: { ...critical, pod: 'chat-1' },
    silent: { [up(engine('chat', 'critical'))]: '0x130' },
  },
  {
    alert: 'EngineDown',
    fires: {
      [up(engine('batch', 'sheddable'))]: '1x118 0x10',
      'probe_success{job="region-probe",target_region="us-west-2",service="chat"}': '0x130',
    },
    labels: { service: 'batch', severity: 'ticket', region_mode: 'failover' },
    silent: {
      [up(engine('batch', 'sheddable'))]: '1x118 0x10',
      'kube_pod_deletion_timestamp{namespace="inference",pod="batch-1"}': '1x130',
    },
  },
  {
    alert: 'ServiceDown',
    fires: { [up(engine('chat', 'critical'))]: '1x118 0x10', [up(engine('chat', 'critical', 'chat-2'))]: '1x118 0x10' },
    labels: { ...critical, failover: 'true' },
    silent: { [up(engine('chat', 'critical'))]: '1x118 0x10', [up(engine('chat', 'critical', 'chat-2'))]: '1x130' },
  },
  {
    alert: 'GatewayDown',
    fires: { 'up{job="gateway",namespace="inference",pod="gateway-1"}': '1x118 0x10' },
    labels: { pod: 'gateway-1', severity: 'page' },
    silent: { 'up{job="gateway",namespace="inference",pod="gateway-1"}': '0x130' },
  },
  {
    alert: 'CanaryFails',
    at: '20m',
    fires: answers({ canary: [97, 3], service: [9_900, 100] }),
    labels: { service: 'chat', severity: 'ticket' },
    // Hardly worse than the service itself.
    silent: answers({ canary: [98.5, 1.5], service: [9_900, 100] }),
  },
  {
    // Hardly any requests: one that fails says nothing.
    alert: 'CanaryFails',
    at: '20m',
    fires: answers({ canary: [90, 10], service: [9_900, 0] }),
    labels: { service: 'chat', severity: 'ticket' },
    silent: answers({ canary: [0.1, 0.1], service: [9_900, 0] }),
  },
  {
    alert: 'CanarySlow',
    at: '20m',
    fires: { ...firstTokens('canary', '5'), ...firstTokens('', '1') },
    labels: { service: 'chat', severity: 'ticket' },
    silent: { ...firstTokens('canary', '1'), ...firstTokens('', '1') },
  },
  {
    alert: 'RegionUnreachable',
    fires: {
      'probe_success{job="region-probe",target_region="us-west-2",service="chat"}': '1x118 0x10',
      'probe_success{job="region-probe",target_region="us-west-2",service="agent"}': '1x118 0x10',
    },
    labels: { target_region: 'us-west-2', severity: 'page', failover: 'true' },
    silent: {
      'probe_success{job="region-probe",target_region="us-west-2",service="chat"}': '1x118 0x10',
      'probe_success{job="region-probe",target_region="us-west-2",service="agent"}': '1x130',
    },
  },
  {
    alert: 'RegionSilent',
    fires: { 'probe_success{job="region-alerts",target_region="us-west-2"}': '1x60 0x70' },
    labels: { target_region: 'us-west-2', severity: 'page' },
    silent: { 'probe_success{job="region-alerts",target_region="us-west-2"}': '1x100 0x15 1x15' },
  },
  ...stalled(
    'vllm:iteration_tokens_total_count vllm:generation_tokens_total',
    'vllm:num_requests_running vllm:num_requests_waiting',
  ),
  ...stalled(
    'sglang:generation_tokens_total sglang:token_usage sglang:gen_throughput',
    'sglang:num_running_reqs sglang:num_queue_reqs',
  ),
  ...stalled(
    'lmdeploy:iteration_tokens_total_count lmdeploy:generation_tokens_total',
    'lmdeploy:num_requests_running lmdeploy:num_requests_waiting lmdeploy:num_api_requests_waiting',
  ),
  ...['vllm:kv_cache_usage_perc', 'sglang:token_usage', 'lmdeploy:gpu_cache_usage_perc'].map((metric) => ({
    alert: 'KVCacheFull',
    fires: { [metric + beat]: '0.99x130' },
    labels: { pod: 'chat-1', severity: 'ticket' },
    silent: { [metric + beat]: '0.94x130' },
  })),
  ...['vllm:num_requests_waiting', 'sglang:num_queue_reqs'].map((metric) => ({
    alert: 'RequestsQueue',
    fires: { [metric + beat]: '11x130' },
    labels: critical,
    silent: { [metric + beat]: '10x130' },
  })),
  {
    alert: 'RequestsQueue',
    fires: { [`lmdeploy:num_requests_waiting${beat}`]: '6x130', [`lmdeploy:num_api_requests_waiting${beat}`]: '6x130' },
    labels: critical,
    silent: {
      [`lmdeploy:num_requests_waiting${beat}`]: '5x130',
      [`lmdeploy:num_api_requests_waiting${beat}`]: '5x130',
    },
  },
  {
    alert: 'EnginePreempts',
    fires: { [`vllm:num_preemptions_total${beat}`]: '0+1x130' },
    labels: { service: 'chat', severity: 'ticket' },
    silent: { [`vllm:num_preemptions_total${beat}`]: '0+0.4x130' },
  },
  {
    alert: 'EngineErrors',
    fires: {
      [`vllm:request_success_total{finished_reason="error",${engine('chat', 'critical')}}`]: '0+2x130',
      [`vllm:request_success_total{finished_reason="stop",${engine('chat', 'critical')}}`]: '0+98x130',
    },
    labels: { service: 'chat', severity: 'ticket' },
    silent: {
      [`vllm:request_success_total{finished_reason="error",${engine('chat', 'critical')}}`]: '0+0.5x130',
      [`vllm:request_success_total{finished_reason="stop",${engine('chat', 'critical')}}`]: '0+99.5x130',
    },
  },
  {
    alert: 'EngineRestarts',
    fires: { 'kube_pod_container_status_restarts_total{namespace="inference",pod="p"}': '0x30 1x30 2x30 3x40' },
    labels: { pod: 'p', severity: 'ticket' },
    silent: { 'kube_pod_container_status_restarts_total{namespace="inference",pod="p"}': '0x60 1x70' },
  },
  {
    alert: 'TrainingRestarts',
    fires: attempts('a', 'b', 'c', 'd'),
    labels: { created_by_name: 'dpo-1-node-0', severity: 'ticket' },
    silent: attempts('a', 'b', 'c'),
  },
  // The series begins with the first failure, and ends with the container.
  ...['_x100 1x3 _x40', '1x40 2x100'].map((values) => ({
    alert: 'TrainingStalls',
    fires: { [failedBeats]: values },
    labels: { pod: 'p', severity: 'ticket' },
    silent: { [failedBeats]: '1x250' },
    silentAt: '15m',
  })),
  {
    alert: 'ReplicasAtMaximum',
    at: '20m',
    fires: replicas(8, 8, 2),
    labels: { horizontalpodautoscaler: 'chat', severity: 'ticket' },
    silent: replicas(2, 2, 2),
  },
  {
    alert: 'ReplicasMissing',
    at: '20m',
    fires: { 'kube_deployment_status_replicas_unavailable{namespace="inference",deployment="chat"}': '1x250' },
    labels: { workload: 'chat', severity: 'ticket' },
    silent: {
      'kube_deployment_status_replicas_unavailable{namespace="inference",deployment="chat"}': '0x20 1x100 0x130',
      'kube_deployment_status_replicas_unavailable{namespace="inference",deployment="chat-headroom"}': '1x250',
    },
  },
  {
    alert: 'ReplicasMissing',
    at: '20m',
    fires: wide(0),
    labels: { workload: 'wide-0', severity: 'ticket' },
    silent: wide(1),
  },
  {
    // A canary alone is not enough.
    alert: 'EngineMetricsMissing',
    fires: {
      [up(`${engine('chat', 'critical')},variant="canary"`)]: '1x130',
      [up(engine('agent', 'standard'))]: '1x130',
      [up(engine('batch', 'sheddable'))]: '1x130',
    },
    labels: { service: 'chat', severity: 'page' },
  },
  {
    alert: 'EngineMetricsMissing',
    fires: { [up(engine('agent', 'standard'))]: '1x130', [up(engine('batch', 'sheddable'))]: '1x130' },
    labels: { service: 'chat', severity: 'page' },
    silent: {
      [up(engine('chat', 'critical'))]: '0x130',
      [up(engine('agent', 'standard'))]: '1x130',
      [up(engine('batch', 'sheddable'))]: '1x130',
    },
  },
  ...[79, 95, 109].map((xid) => xidCase('GPUFatalError', xid, 'page')),
  ...[63, 94].map((xid) => xidCase('GPUDegraded', xid, 'ticket')),
  {
    alert: 'GPUApplicationError',
    fires: { 'DCGM_EXP_XID_ERRORS_COUNT{node="n1",gpu="0",namespace="inference",pod="p",xid="31"}': '1x130' },
    labels: { pod: 'p', severity: 'info' },
    silent: { 'DCGM_EXP_XID_ERRORS_COUNT{node="n1",gpu="0",namespace="inference",pod="p",xid="79"}': '1x130' },
  },
  gpuCase(
    'GPUUnhealthy',
    'DCGM_EXP_GPU_HEALTH_STATUS{node="n1",gpu="0",UUID="GPU-1",health_watch="ALL"}',
    '20x130',
    '10x130',
    'page',
  ),
  gpuCase('GPUDoubleBitErrors', `DCGM_FI_DEV_ECC_DBE_VOL_TOTAL${gpu}`, '0x100 1x30', '7x130', 'page'),
  gpuCase('GPURowRemapFailed', `DCGM_FI_DEV_ROW_REMAP_FAILURE${gpu}`, '1x130', '0x130', 'page'),
  gpuCase('GPURowRemapped', `DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS${gpu}`, '0x100 1x30', '2x130', 'ticket'),
  gpuCase('NVLinkFailed', `DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL${gpu}`, '0x100 1x30', '1x130', 'page'),
  {
    alert: 'NVLinkErrors',
    fires: links('0+10x130'),
    labels: { node: 'n1', severity: 'ticket' },
    silent: links('0+2x130'),
  },
  gpuCase('PCIeReplays', `DCGM_FI_DEV_PCIE_REPLAY_COUNTER${gpu}`, '0+1x400', '0+0.5x400', 'ticket', '30m'),
  gpuCase('GPUHot', `DCGM_FI_DEV_GPU_TEMP${gpu}`, '86x130', '85x130', 'ticket'),
  gpuCase('GPUHot', `DCGM_FI_DEV_MEMORY_TEMP${gpu}`, '96x130', '95x130', 'ticket'),
  gpuCase(
    'GPUThrottled',
    'DCGM_EXP_CLOCK_EVENTS_COUNT{node="n1",gpu="0",UUID="GPU-1",clock_event="hw_thermal"}',
    '3x130',
    '0x130',
    'ticket',
  ),
  {
    alert: 'GPUWithdrawn',
    fires: gpusOfNode(8, 7),
    labels: { node: 'n1', severity: 'page' },
    silent: gpusOfNode(8, 8),
  },
  {
    alert: 'GPUMetricsMissing',
    fires: gpusOfNode(8, 8),
    labels: { node: 'n1', severity: 'ticket' },
    silent: { ...gpusOfNode(8, 8), [`DCGM_FI_DEV_GPU_TEMP${gpu}`]: '40x130' },
  },
  {
    alert: 'NodeNotReady',
    fires: { ...readyNode('1x300 0x30'), 'kube_node_created{node="n1"}': '0x330' },
    at: '26m',
    labels: { node: 'n1', severity: 'page' },
    silent: { ...readyNode('1x330'), 'kube_node_created{node="n1"}': '0x330' },
  },
  {
    // With its zone.
    alert: 'NodeNotReady',
    fires: zoned({ n1: '1x300 0x30' }),
    at: '26m',
    labels: { node: 'n1', label_topology_kubernetes_io_zone: 'a', severity: 'page' },
    silent: zoned({ n1: '1x330' }),
  },
  {
    // A node that starts, and one that is taken away.
    alert: 'NodeNotReady',
    fires: { ...readyNode('0x330'), 'kube_node_created{node="n1"}': '0x330' },
    at: '26m',
    labels: { node: 'n1', severity: 'page' },
    silent: {
      ...readyNode('0x330'),
      'kube_node_created{node="n1"}': '1200x330',
      'kube_node_status_condition{node="n2",condition="Ready",status="true"}': '1x300 0x30',
      'kube_node_created{node="n2"}': '0x330',
      'kube_node_spec_taint{node="n2",key="ToBeDeletedByClusterAutoscaler"}': '_x290 1x40',
    },
  },
  {
    alert: 'ZoneLost',
    at: '26m',
    fires: zoned({ n1: '1x300 0x30', n2: '1x300 0x30' }),
    labels: { label_topology_kubernetes_io_zone: 'a', severity: 'page' },
    silent: zoned({ n1: '1x300 0x30', n2: '1x330' }),
  },
  {
    // A single node is no zone.
    alert: 'ZoneLost',
    at: '26m',
    fires: zoned({ n1: '1x300 0x30', n2: '1x300 0x30', n3: '_x290 0x40' }),
    labels: { label_topology_kubernetes_io_zone: 'a', severity: 'page' },
    silent: zoned({ n1: '1x300 0x30' }),
  },
  {
    alert: 'AcceleratorNotReady',
    fires: { 'kube_node_status_condition{node="n1",condition="AcceleratedHardwareReady",status="false"}': '1x130' },
    labels: { node: 'n1', severity: 'page' },
    silent: { 'kube_node_status_condition{node="n1",condition="AcceleratedHardwareReady",status="false"}': '0x130' },
  },
  ...startFailures('CapacityErrors', 'cluster_autoscaler_failed_scale_ups_total', { reason: 'cloudProviderError' }),
  ...startFailures('KarpenterErrors', 'karpenter_cloudprovider_errors_total', { error: 'InsufficientCapacityError' }),
  {
    alert: 'GPUPodsPending',
    at: '20m',
    fires: pending('nvidia_com_gpu'),
    labels: { pod: 'p', severity: 'ticket' },
    silent: pending('cpu'),
  },
  {
    alert: 'TrainingHangs',
    fires: trainingGpus(100, 0.001),
    labels: { pod: 'p', severity: 'page' },
    silent: trainingGpus(100, 0.4),
  },
  {
    alert: 'TrainingIdle',
    at: '25m',
    fires: trainingGpus(0, 0),
    labels: { pod: 'p', severity: 'ticket' },
    silent: trainingGpus(50, 0.2),
  },
  {
    alert: 'TrainingWaits',
    at: '4h5m',
    fires: queue({ pending: 1, reserving: 2, admitted: 2, started: '5x3000' }),
    labels: { cluster_queue: 'research', severity: 'ticket' },
    // One has started in the meantime.
    silent: queue({ pending: 1, reserving: 2, admitted: 2, started: '5x2000 6x1000' }),
  },
  {
    // Sent to other regions, of which none has taken it.
    alert: 'TrainingWaits',
    at: '4h5m',
    fires: queue({ pending: 0, reserving: 1, admitted: 0, started: '5x3000' }),
    labels: { cluster_queue: 'research', severity: 'ticket' },
    silent: queue({ pending: 0, reserving: 1, admitted: 1, started: '5x3000' }),
  },
  {
    alert: 'TrainingFailed',
    fires: failedJob(1),
    labels: { job_name: 'dpo', severity: 'ticket' },
    silent: failedJob(0),
  },
  {
    // A day and five minutes after it was started.
    alert: 'EvaluationOverdue',
    at: '24h5m',
    fires: evaluationJob(false),
    labels: { job_name: 'chat-scores-1-evaluate', severity: 'ticket' },
    silent: evaluationJob(true),
  },
  ...[
    // The first schedule was met and names the next start; the other one was resumed, and names one that it slept through.
    { [nextStart]: '1800x360 9000x780' },
    { [nextStart]: '-7200x1140' },
  ].map((silent) => ({
    // An hour and five minutes after it was due.
    alert: 'ScheduleMissed',
    at: '1h36m',
    fires: { [nextStart]: '1800x1152' },
    labels: { cronjob: 'submit-chat-scores', severity: 'ticket' },
    silent,
  })),
  {
    alert: 'PublicNameFails',
    fires: { 'probe_success{job="public-name",instance="https://chat.example.com/health",service="chat"}': '0x130' },
    labels: { instance: 'https://chat.example.com/health', severity: 'page' },
    silent: {
      'probe_success{job="public-name",instance="https://chat.example.com/health",service="chat"}': '1x112 0x8 1x10',
    },
  },
  {
    // Three days and five minutes after the start.
    alert: 'CapacityEnds',
    labels: { pool: 'train', severity: 'ticket' },
    fires: {},
    silent: {},
    silentAt: '4m',
  },
  {
    alert: 'ProbesMissing',
    fires: {},
    labels: { severity: 'page' },
    silent: { 'up{job="public-name",instance="a"}': '1x130', 'up{job="region-probe",instance="b"}': '1x130' },
  },
  {
    alert: 'ProbesMissing',
    fires: { 'up{job="public-name",instance="a"}': '1x130', 'up{job="region-probe",instance="b"}': '0x130' },
    labels: { job: 'region-probe', severity: 'page' },
    silent: { 'up{job="public-name",instance="a"}': '1x130' },
  },
  {
    alert: 'CertificateExpires',
    fires: { 'probe_ssl_earliest_cert_expiry{job="region-probe",instance="a"}': '1200000x130' },
    labels: { instance: 'a', severity: 'ticket' },
    silent: { 'probe_ssl_earliest_cert_expiry{job="region-probe",instance="a"}': '1300000x130' },
  },
];

function stalled(heartbeat: string, work: string): AlertCase[] {
  const still = Object.fromEntries(heartbeat.split(' ').map((metric) => [metric + beat, '5x130']));
  const busy = Object.fromEntries(work.split(' ').map((metric) => [metric + beat, '1x130']));
  const idle = Object.fromEntries(work.split(' ').map((metric) => [metric + beat, '0x130']));
  const [first = '', last = ''] = heartbeat.split(' ');
  const labels = { pod: 'chat-1', severity: 'page' };
  return [
    { alert: 'EngineStalled', fires: { ...still, ...busy }, labels, silent: { ...still, ...idle } },
    // Before a request is done only some of the series are there.
    { alert: 'EngineStalled', fires: { [last + beat]: '5x130', ...busy }, labels, silent: busy },
    {
      alert: 'EngineStalled',
      fires: { ...still, ...busy },
      labels,
      silent: { ...still, ...busy, [first + beat]: '0+1x130' },
    },
  ];
}

/** A queue as both replicas of Kueue count it; only the one that leads has started jobs. */
function queue(of: { pending: number; reserving: number; admitted: number; started: string }): Series {
  const gauges = (pod: string): Series => ({
    [`kueue_pending_workloads{pod="${pod}",cluster_queue="research",status="active"}`]: `${of.pending}x3000`,
    [`kueue_pending_workloads{pod="${pod}",cluster_queue="research",status="inadmissible"}`]: '0x3000',
    [`kueue_reserving_active_workloads{pod="${pod}",cluster_queue="research"}`]: `${of.reserving}x3000`,
    [`kueue_admitted_active_workloads{pod="${pod}",cluster_queue="research"}`]: `${of.admitted}x3000`,
  });
  return {
    ...gauges('a'),
    ...gauges('b'),
    'kueue_admitted_workloads_total{pod="a",cluster_queue="research"}': of.started,
  };
}

function replicas(desired: number, max: number, min: number): Series {
  const labels = '{namespace="inference",horizontalpodautoscaler="chat"}';
  return {
    [`kube_horizontalpodautoscaler_status_desired_replicas${labels}`]: `${desired}x250`,
    [`kube_horizontalpodautoscaler_spec_max_replicas${labels}`]: `${max}x250`,
    [`kube_horizontalpodautoscaler_spec_min_replicas${labels}`]: `${min}x250`,
  };
}

function xidCase(alert: string, xid: number, severity: string): AlertCase {
  const series = (number: number) => `DCGM_EXP_XID_ERRORS_COUNT{node="n1",gpu="0",UUID="GPU-1",xid="${number}"}`;
  return {
    alert,
    fires: { [series(xid)]: '1x130' },
    labels: { node: 'n1', xid: String(xid), severity },
    silent: { [series(31)]: '1x130', [series(xid)]: '0x130' },
  };
}

function gpuCase(
  alert: string,
  series: string,
  fires: string,
  silent: string,
  severity: string,
  at = '10m',
): AlertCase {
  return { alert, fires: { [series]: fires }, labels: { node: 'n1', severity }, silent: { [series]: silent }, at };
}

function links(values: string): Series {
  return {
    [`DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL${gpu}`]: values,
    [`DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL${gpu}`]: '0x130',
  };
}

function gpusOfNode(capacity: number, allocatable: number): Series {
  return {
    'kube_node_status_capacity{node="n1",resource="nvidia_com_gpu"}': `${capacity}x130`,
    'kube_node_status_allocatable{node="n1",resource="nvidia_com_gpu"}': `${allocatable}x130`,
  };
}

function pending(resource: string): Series {
  return {
    'kube_pod_status_phase{namespace="training",pod="p",phase="Pending"}': '1x250',
    [`kube_pod_container_resource_requests{namespace="training",pod="p",resource="${resource}"}`]: '8x250',
  };
}

function trainingGpus(util: number, tensor: number): Series {
  return {
    'DCGM_FI_DEV_GPU_UTIL{namespace="training",pod="p",gpu="0"}': `${util}x310`,
    'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{namespace="training",pod="p",gpu="0"}': `${tensor}x310`,
  };
}

function failedJob(pods: number): Series {
  return {
    'kube_job_status_failed{namespace="training",job_name="dpo",reason="BackoffLimitExceeded"}': `${pods}x130`,
    'kube_job_created{namespace="training",job_name="dpo"}': '0x130',
  };
}

/** The first pods of a run, of which each lives for two minutes. */
function attempts(...pods: string[]): Series {
  return Object.fromEntries(
    pods.map((pod, index) => [
      `kube_pod_info{namespace="training",created_by_kind="Job",created_by_name="dpo-1-node-0",pod="dpo-1-node-0-0-${pod}"}`,
      `_x${25 * index} 1x24`,
    ]),
  );
}

/** The series of a counter begins with the first failure. */
function startFailures(alert: string, counter: string, labels: Readonly<Record<string, string>>): AlertCase[] {
  const [[name, value] = []] = Object.entries(labels);
  const series = `${counter}{${name}="${value}"}`;
  const rest = { alert, at: '16m', labels: { ...labels, severity: 'ticket' }, silent: { [series]: '3x200' } };
  return ['_x150 1x50', '3x150 4x50'].map((values) => ({ ...rest, fires: { [series]: values } }));
}

function readyNode(values: string): Series {
  return { 'kube_node_status_condition{node="n1",condition="Ready",status="true"}': values };
}

function wide(ready: number): Series {
  return {
    'kube_statefulset_replicas{namespace="inference",statefulset="wide-0"}': '1x250',
    'kube_statefulset_status_replicas_ready{namespace="inference",statefulset="wide-0"}': `${ready}x250`,
  };
}

/** Answers in five seconds, good ones and failed ones. */
function answers(by: Readonly<Record<'canary' | 'service', readonly [good: number, failed: number]>>): Series {
  const of = (proxy: string, [good, failed]: readonly [number, number]): Series => ({
    [`haproxy_backend_http_responses_total{job="gateway",proxy="${proxy}",code="2xx"}`]: `0+${good}x250`,
    [`haproxy_backend_http_responses_total{job="gateway",proxy="${proxy}",code="5xx"}`]: `0+${failed}x250`,
  });
  return { ...of('chat-canary', by.canary), ...of('chat', by.service) };
}

/** All first tokens within the bound, and none within the one before. */
function firstTokens(variant: string, bound: '1' | '5'): Series {
  const bucket = (le: string, values: string): Series => ({
    [`vllm:time_to_first_token_seconds_bucket{job="engine",service="chat",variant="${variant}",le="${le}"}`]: values,
  });
  const some = '0+10x250';
  return {
    ...bucket('0.75', '0x250'),
    ...bucket('1', bound === '1' ? some : '0x250'),
    ...bucket('2.5', bound === '1' ? some : '0x250'),
    ...bucket('5', some),
    ...bucket('+Inf', some),
  };
}

/** Nodes in the zone a with what they report, beside one in the zone b that is well. */
function zoned(nodes: Readonly<Record<string, string>>): Series {
  const node = (name: string, zone: string, values: string): Series => ({
    [`kube_node_status_condition{node="${name}",condition="Ready",status="true"}`]: values,
    [`kube_node_created{node="${name}"}`]: '0x330',
    [`kube_node_labels{node="${name}",label_topology_kubernetes_io_zone="${zone}"}`]: '1x330',
  });
  const lost = Object.entries(nodes).map(([name, values]) => node(name, 'a', values));
  return Object.assign({}, node('n9', 'b', '1x330'), ...lost);
}
