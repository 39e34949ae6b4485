import type { LeaderWorkerSet } from '../kubernetes/custom-resources/leader-worker-set';
import type { Manifest } from '../kubernetes/manifest';
import type { Deployment, PodDisruptionBudget, PodTemplate, Service, ServiceAccount } from '../kubernetes/objects';
import { apiKeySecret } from './api-key';
import { enginePod } from './engine-pod';
import { headroom } from './headroom';
import { scaledObject } from './scaling';
import {
  canaryName,
  engineAccount,
  engineServiceName,
  inferenceNamespace,
  type ServedService,
  servingLabels,
  versionAnnotation,
} from './served-service';

/**
 * The objects of one service: its pods on one node or several each, its two addresses, what may disturb it, and what
 * scales it.
 */
export function engineWorkload(service: ServedService): Manifest[] {
  const { name, replicas } = service;
  return [
    account(service),
    ...(service.apiKeySecret === undefined ? [] : [apiKeySecret(inferenceNamespace, name, service.apiKeySecret)]),
    workload(service, name, replicas.max === 0 ? 0 : undefined),
    enginesOf(name, service.command.port),
    addressOf(service),
    ...(replicas.min > 1 ? [budget(name)] : []),
    ...(replicas.max > 0 ? [scaledObject(service)] : []),
    ...headroom(service),
    ...canaryOf(service),
  ];
}

/**
 * The second version has no address of its own: only the gateway sends it anything. It makes room for its own next
 * version, as the service answers everything meanwhile.
 */
function canaryOf({ canary, ...service }: ServedService): Manifest[] {
  if (canary === undefined) return [];
  const { weight: _weight, ...version } = canary;
  const name = canaryName(service.name);
  const { min, max } = version.replicas;
  const own: ServedService = { ...service, ...version, surge: false, headroom: 0 };
  return [
    workload(own, name, min === max ? min : undefined),
    enginesOf(name, version.command.port),
    ...(min > 1 ? [budget(name)] : []),
    ...(min === max ? [] : [scaledObject({ ...own, name })]),
  ];
}

function metadata(name: string) {
  return {
    name,
    namespace: inferenceNamespace,
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'ninefold' },
  };
}

/** The version is that of the service; its canary has another one. */
function versioned({ name: service, version }: ServedService, name: string) {
  const annotations =
    version === undefined || name !== service ? {} : { annotations: { [versionAnnotation]: version } };
  return { ...metadata(name), ...annotations };
}

function account({ name }: ServedService): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: engineAccount(name), namespace: inferenceNamespace },
    // Rights in AWS come by the agent; the API server has nothing for these pods.
    automountServiceAccountToken: false,
  };
}

/** @param fixed replicas, where no autoscaler owns their number */
function workload(service: ServedService, name: string, fixed?: number): Deployment | LeaderWorkerSet {
  const { nodesPerReplica, surge, startupSeconds } = service;
  const pod = (role: 'server' | 'worker'): PodTemplate => enginePod(service, { name, role });
  const rollout = surge ? { maxUnavailable: 0, maxSurge: 1 } : { maxUnavailable: 1, maxSurge: 0 };
  const replicas = fixed === undefined ? {} : { replicas: fixed };
  if (nodesPerReplica > 1) {
    return {
      apiVersion: 'leaderworkerset.x-k8s.io/v1',
      kind: 'LeaderWorkerSet',
      metadata: versioned(service, name),
      spec: {
        ...replicas,
        rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: rollout },
        // The leader of an engine waits for its workers before it is ready.
        startupPolicy: 'LeaderCreated',
        // One Service for all groups would need the name of the set, which is that of the service's own address: workers
        // would ask it for a leader that is not ready before they have found it.
        networkConfig: { subdomainPolicy: 'UniquePerReplica' },
        leaderWorkerTemplate: {
          size: nodesPerReplica,
          // Collective communication does not survive the loss of one of its members.
          restartPolicy: 'RecreateGroupOnPodRestart',
          leaderTemplate: pod('server'),
          workerTemplate: pod('worker'),
        },
      },
    };
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: versioned(service, name),
    spec: {
      ...replicas,
      selector: { matchLabels: servingLabels(name) },
      strategy: { type: 'RollingUpdate', rollingUpdate: rollout },
      // A node, an image of several gigabytes, the weights, and the engine's own start.
      progressDeadlineSeconds: 1200 + startupSeconds,
      revisionHistoryLimit: 3,
      template: pod('server'),
    },
  };
}

/** By it the gateway finds every engine that is ready: DNS answers with the addresses of the pods. */
function enginesOf(name: string, port: number): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(engineServiceName(name)),
    spec: {
      clusterIP: 'None',
      selector: servingLabels(name),
      ports: [{ name: 'http', port, targetPort: 'http' }],
    },
  };
}

/** Address inside of the cluster, under the service's own name. */
function addressOf({ name }: ServedService): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(name),
    spec: {
      type: 'ClusterIP',
      selector: servingLabels(name),
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}

/** Nodes are emptied one replica at a time. With a single replica a budget would keep its node from ever being emptied. */
function budget(name: string): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(name),
    spec: { maxUnavailable: 1, selector: { matchLabels: servingLabels(name) } },
  };
}
