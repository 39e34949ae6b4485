import type { Alert } from './alert';

/** Nodes that an autoscaler takes away: they end on purpose. */
const leaving = 'kube_node_spec_taint{key=~"ToBeDeletedByClusterAutoscaler|karpenter.sh/disrupted"}';

/** Nodes that have just been started: the first minutes of every node are without network. */
const starting = '(time() - max by (node) (kube_node_created)) < 600';

/** Label of the zone in what kube-state-metrics says of a node's labels; it is told to say it. */
export const zoneLabel = 'label_topology_kubernetes_io_zone';

/** Nodes with their zone: 1 where they are ready, 0 where they are not. */
export const readyByZone = `kube_node_labels{${zoneLabel}!=""} * on (node) group_left () max by (node) (kube_node_status_condition{condition="Ready",status="true"})`;

/** More than one node that has been there for a while: a single one is no zone. */
const wasZone = `count by (${zoneLabel}) (kube_node_labels{${zoneLabel}!=""} unless on (node) ${starting} unless on (node) ${leaving}) > 1`;

/** The first failure makes the series, which then has never grown. */
const failures = (by: string, counter: string) =>
  `sum by (${by}) (increase(${counter}[15m]) > 0 or (${counter} unless ${counter} offset 15m)) > 0`;

const withZone = `max by (node, ${zoneLabel}) (kube_node_labels{${zoneLabel}!=""})`;

const notReady = `(max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0 unless on (node) ${starting} unless on (node) ${leaving})`;

/** Nodes, and the capacity that they are started from. */
export function nodeAlerts(): readonly Alert[] {
  return [
    {
      name: 'NodeNotReady',
      // With its zone, by which the loss of the whole zone holds it back.
      expr: `${notReady} * on (node) group_left (${zoneLabel}) ${withZone} or on (node) ${notReady}`,
      for: '10s',
      severity: 'page',
      component: 'node',
      summary: 'The node {{ $labels.node }} does not report any more',
      meaning: 'Kubernetes moves its pods after 30 seconds for services, and after 5 minutes for everything else.',
      automatic:
        'The load balancer and the gateway send it nothing. Node auto repair of EKS replaces it after 30 minutes.',
      steps: [
        'Look at the instance in EC2: status checks, and whether it was interrupted or retired.',
        'kubectl describe node NODE',
      ],
    },
    {
      name: 'ZoneLost',
      expr: `max by (${zoneLabel}) (${readyByZone}) == 0 and on (${zoneLabel}) ${wasZone}`,
      for: '10s',
      severity: 'page',
      component: 'node',
      summary: `No node in the zone {{ $labels.${zoneLabel} }} reports any more`,
      meaning:
        'The zone is lost, or cut off. What ran there is served by the other zones, as far as their replicas suffice.',
      automatic:
        'The load balancer and the gateway send it nothing, and pods of services move after 30 seconds where there is room. Zonal shift and node auto repair take longer.',
      steps: [
        'Look at the AWS Health Dashboard for the zone.',
        'See on the dashboard Capacity whether pods wait: the other zones may have no room, and Kubernetes evicts few pods at a time while a zone is lost.',
        'If users are affected for longer than the promise, drain the region (docs/reliability.md, "How a region is left, and returns").',
      ],
    },
    {
      name: 'AcceleratorNotReady',
      expr: 'max by (node) (kube_node_status_condition{condition="AcceleratedHardwareReady",status="false"}) == 1',
      severity: 'page',
      component: 'gpu',
      labels: { action: 'replace-node' },
      summary: 'The monitoring agent of EKS finds the accelerators of {{ $labels.node }} broken',
      meaning: 'What runs there fails or is about to.',
      automatic:
        'Node auto repair replaces the node after 10 minutes. It stops when more than 5 nodes and 20 % of them are ill.',
      steps: [
        'kubectl describe node NODE shows the reason.',
        'Do not wait for the repair if users are affected: kubectl drain NODE --ignore-daemonsets --delete-emptydir-data',
      ],
    },
    {
      name: 'CapacityErrors',
      expr: failures('reason', 'cluster_autoscaler_failed_scale_ups_total'),
      severity: 'ticket',
      component: 'capacity',
      summary: 'Cluster Autoscaler could not start nodes ({{ $labels.reason }})',
      meaning: 'AWS has no instances of the pool, or a quota is reached. Pods that need them wait.',
      automatic: 'Cluster Autoscaler tries again, and other pools if the pods may run there.',
      steps: [
        'The activities of the Auto Scaling group name the cause: InsufficientInstanceCapacity, VcpuLimitExceeded, or a launch template that does not work.',
        'Ask for a higher quota, add instance types to the pool, or buy a capacity block.',
      ],
    },
    {
      name: 'KarpenterErrors',
      expr: failures('error', 'karpenter_cloudprovider_errors_total'),
      severity: 'ticket',
      component: 'capacity',
      summary: 'Karpenter could not start or end nodes ({{ $labels.error }})',
      meaning: 'AWS has no instances of the pool, or refuses to start them. Pods that need them wait.',
      automatic: 'Karpenter leaves a type without capacity out for some minutes and tries the next one of the pool.',
      steps: ['kubectl get events -A --field-selector source=karpenter', 'Add instance types or zones to the pool.'],
    },
    {
      name: 'GPUPodsPending',
      expr: '(sum by (namespace, pod) (kube_pod_status_phase{phase="Pending"}) * on (namespace, pod) group_left () sum by (namespace, pod) (kube_pod_container_resource_requests{resource="nvidia_com_gpu"} > bool 0)) > 0',
      for: '15m',
      severity: 'ticket',
      component: 'capacity',
      summary: '{{ $labels.namespace }}/{{ $labels.pod }} waits for GPUs for 15 minutes',
      meaning: 'A replica or a job does not start.',
      automatic: 'The autoscaler of nodes tries again.',
      steps: [
        'kubectl -n NAMESPACE describe pod POD: events of the scheduler and of the autoscaler.',
        'See CapacityErrors and KarpenterErrors.',
      ],
    },
  ];
}
