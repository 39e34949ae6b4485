import { stringify } from 'yaml';
import { systemNodes } from '../../cluster/node-pools/node-labels';
import { contentDigest } from '../../kubernetes/content-digest';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

/**
 * JobSet, which runs the pods of a training job as one.
 *
 * Source: values of the chart 0.12.
 */
export const jobSet: ChartSettings = {
  values: () => ({ controller: { replicas: controllerReplicas, nodeSelector: systemNodes } }),
};

/**
 * Kueue, which starts a job only when all of its pods have room, or takes it back into the queue if they are not ready
 * in time, as after a node that did not come up. Jobs without a queue name are left alone, so that Kueue never holds up
 * what does not ask for it.
 *
 * Source: values of the chart 0.19; Kueue documentation, "All-or-nothing with ready Pods", "Resource quotas" and "Fair
 * Sharing".
 */
export const kueue: ChartSettings = {
  values: ({ sharedQueues }) => ({
    controllerManager: {
      replicas: controllerReplicas,
      manager: {
        priorityClassName: criticalPriority,
        ...(sharedQueues && { podAnnotations: { 'ninefold.dev/configuration': digestOf(kueueConfiguration(true)) } }),
        resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } },
      },
      nodeSelector: systemNodes,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
    },
    managerConfig: { controllerManagerConfigYaml: stringify(kueueConfiguration(sharedQueues)) },
    // A ServiceMonitor; Prometheus may read the metrics by its own account.
    enablePrometheus: true,
  }),
};

const kueueConfiguration = (sharedQueues: boolean) => ({
  apiVersion: 'config.kueue.x-k8s.io/v1beta2',
  kind: 'Configuration',
  health: { healthProbeBindAddress: ':8081' },
  metrics: { bindAddress: ':8443' },
  webhook: { port: 9443 },
  leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
  manageJobsWithoutQueueName: false,
  // A GPU node may take a quarter of an hour to come up, with its image, and then brings weights and a checkpoint. Before a
  // restart the pods that are left save a last one.
  waitForPodsReady: {
    timeout: '60m',
    recoveryTimeout: '60m',
    blockAdmission: false,
    requeuingStrategy: { timestamp: 'Eviction', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
  },
  // Its presence switches fair sharing on: what is idle goes to the queue that has the least of it, by weight.
  ...(sharedQueues && {
    fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] },
  }),
  integrations: { frameworks: ['batch/job', 'jobset.x-k8s.io/jobset'] },
  // GPUs are what is scarce. A job that asks for something without a quota would never be admitted.
  resources: {
    excludeResourcePrefixes: ['cpu', 'memory', 'ephemeral-storage', 'hugepages-', 'vpc.amazonaws.com/'],
  },
});

/** The chart mounts the configuration so that running pods never see another one: this starts new ones. */
function digestOf(configuration: object): string {
  return contentDigest(JSON.stringify(configuration), 16);
}
