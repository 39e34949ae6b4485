import type { Alert } from './alert';

/** Training jobs, by what their GPUs do and what Kubernetes says of them. */
export function trainingAlerts(): readonly Alert[] {
  return [
    {
      name: 'TrainingHangs',
      expr: 'min by (namespace, pod) (DCGM_FI_DEV_GPU_UTIL{namespace="training"}) > 95 and on (namespace, pod) max by (namespace, pod) (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{namespace="training"}) < 0.01',
      for: '5m',
      severity: 'page',
      component: 'training',
      summary: 'The GPUs of {{ $labels.pod }} are busy and compute nothing',
      meaning: 'A collective operation waits for a process that will not come: it spins, so the GPU looks fully used.',
      automatic:
        'NCCL gives up after its timeout, the job fails as a whole, and JobSet starts it again from its last checkpoint.',
      steps: [
        'Find the process that is missing: the pod of the job whose GPUs are idle, or whose logs end first.',
        'Look for XID and NVLink alerts of the nodes of the job.',
        'If it does not end by itself, delete the pod: JobSet restarts the job.',
      ],
    },
    {
      name: 'TrainingIdle',
      expr: 'max by (namespace, pod) (DCGM_FI_DEV_GPU_UTIL{namespace="training"}) < 5',
      for: '20m',
      severity: 'ticket',
      component: 'training',
      summary: 'The GPUs of {{ $labels.pod }} do nothing for 20 minutes',
      meaning: 'The job reads data, saves a checkpoint or hangs outside of its GPUs, and the GPUs are paid for.',
      automatic: 'None.',
      steps: [
        'kubectl -n training logs POD --tail 50',
        'If it waits for data, look at the file system: throughput and client errors.',
      ],
    },
    {
      name: 'TrainingWaits',
      expr: `(${waiting}) > 0 unless on (cluster_queue) sum by (cluster_queue) (increase(kueue_admitted_workloads_total[2h])) > 0`,
      for: '2h',
      severity: 'ticket',
      component: 'training',
      summary: 'Jobs wait in the queue {{ $labels.cluster_queue }}, and none has started for two hours',
      meaning:
        'The nodes of the queue are taken by other jobs, or what waits is more than the queue can have. Jobs that are sent to other regions wait until one of them has room.',
      automatic:
        'Kueue starts what waits when nodes are free. Work of a lower priority, and jobs on borrowed nodes, give way at once.',
      steps: [
        'kubectl -n training get workloads, and kubectl -n training describe workload NAME: its conditions say what is missing.',
        'kubectl get clusterqueue QUEUE -o yaml: what is used, and by whom it is borrowed.',
        'In a queue that sends to other regions: kubectl get multikueueclusters says whether they are connected.',
        'Give the queue a larger share or the pool more nodes, or stop a run: ninefold train stop NAME.',
      ],
    },
    {
      name: 'TrainingFailed',
      expr: 'max by (namespace, job_name) (kube_job_status_failed{namespace="training"}) > 0 and on (namespace, job_name) (time() - max by (namespace, job_name) (kube_job_created{namespace="training"})) < 1209600',
      severity: 'ticket',
      component: 'training',
      summary: 'The job {{ $labels.job_name }} of a training or an evaluation has failed',
      meaning:
        'Pods of it have failed. If its restarts are used up, it stays so. A gate has found a score too low: its log says which.',
      automatic:
        'JobSet starts it again from its last checkpoint, as often as its restarts allow; Kueue gives it nodes again.',
      steps: ['kubectl -n training get jobset,pods', 'kubectl -n training logs POD --previous'],
    },
    {
      name: 'EvaluationOverdue',
      expr: `(time() - max by (namespace, job_name) (kube_job_created{${evaluations}}) > 86400) unless on (namespace, job_name) max by (namespace, job_name) (kube_job_complete{${evaluations},condition="true"} or kube_job_failed{${evaluations},condition="true"}) == 1`,
      severity: 'ticket',
      component: 'training',
      summary: '{{ $labels.job_name }} has no scores a day after it was started',
      meaning:
        'It waits for GPUs, or the benchmark is larger than what it is asked with. A schedule starts no other run of it until then.',
      automatic: 'Kueue starts it when nodes are free; answers that are there already are kept.',
      steps: [
        'kubectl -n training describe workload, of the job of the same name: what it waits for.',
        'kubectl -n training logs job/NAME -c evaluate --tail 50: how far it is.',
        'Lower `limit`, raise `concurrency`, or give its queue more nodes.',
      ],
    },
    {
      name: 'ScheduleMissed',
      // Only what was seen to lie ahead has been missed: a schedule that is resumed names the start that it slept through.
      expr: `time() - ${nextStart} > 3600 and on (namespace, cronjob) max_over_time((${nextStart} - time())[1d:15m]) > 0`,
      for: '5m',
      severity: 'ticket',
      component: 'training',
      summary: '{{ $labels.cronjob }} was due more than an hour ago and has not started',
      meaning: 'The schedule of a training or an evaluation was missed. What is an hour late is not caught up with.',
      automatic: 'The next start of the schedule is tried as if nothing had happened.',
      steps: [
        'kubectl -n training describe cronjob, of the same name: its events say why it did not start.',
        'If an earlier start of it still runs, look why: kubectl -n training get jobs,pods.',
        'ninefold train submit NAME starts the run out of turn.',
      ],
    },
    {
      name: 'TrainingStalls',
      expr: `${lately} > (${before} or 0 * ${lately})`,
      severity: 'ticket',
      component: 'training',
      summary: '{{ $labels.pod }} has neither logged nor saved anything for too long',
      meaning: 'The heartbeat of the trainer fails: its log and its checkpoints have not changed for 20 steps or more.',
      automatic: 'The kubelet ends the trainer, and JobSet starts the run again from its last checkpoint.',
      steps: [
        'kubectl -n training logs POD -c trainer --tail 50',
        'If it stalls at the same step again, look at the data of that step; if anywhere, at the nodes and the network.',
      ],
    },
    {
      name: 'TrainingRestarts',
      expr: `count by (namespace, created_by_name) (count by (namespace, created_by_name, pod) (last_over_time(${firstPods}[1h]))) > 3`,
      severity: 'ticket',
      component: 'training',
      summary: '{{ $labels.created_by_name }} restarts again and again',
      meaning: 'The run does not get on: everything since the last checkpoint is computed again each time.',
      automatic: 'After five restarts that nothing outside has caused, JobSet gives up.',
      steps: [
        'ninefold train status JOB',
        'kubectl -n training get events --field-selector involvedObject.kind=Job',
        'Out of memory: ninefold plan shows how tight the job is.',
      ],
    },
  ];
}

/** Jobs that score something, after a training or by themselves. */
const evaluations = 'namespace="training",job_name=~".+-evaluate"';

/** Seconds since 1970; none of a schedule that is suspended. Source: kube-state-metrics, "CronJob Metrics". */
const nextStart = 'max by (namespace, cronjob) (kube_cronjob_next_schedule_time{namespace="training"})';

const ofQueue = (metric: string) => `max by (cluster_queue) (${metric})`;

/**
 * Jobs without nodes, those included that no other region has taken yet: both replicas of Kueue count the same queues.
 * Source: Kueue documentation, "Prometheus Metrics".
 */
export const waiting = `sum by (cluster_queue) (max by (cluster_queue, status) (kueue_pending_workloads)) + (${ofQueue('kueue_reserving_active_workloads')} - ${ofQueue('kueue_admitted_active_workloads')} or 0 * ${ofQueue('kueue_pending_workloads')})`;

/** Liveness probes of trainers that have failed: what the kubelet counts of the heartbeat. Source: Kubernetes metrics reference. */
const stalls = 'prober_probe_total{namespace="training",container="trainer",probe_type="Liveness",result="failed"}';

const before = `max by (namespace, pod) (${stalls} offset 10m)`;

/** Also when the container is gone already. */
const lately = `max by (namespace, pod) (last_over_time(${stalls}[10m]))`;

/** A restart makes new pods: the first pod of a run, of each attempt. Containers never start again in their pod. */
const firstPods = 'kube_pod_info{namespace="training",created_by_kind="Job",pod=~".+-node-0-0-[a-z0-9]+"}';
