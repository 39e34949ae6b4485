import {
  type HeartbeatProbe,
  healthTimeout,
  heartbeatTimeout,
  livenessProbe,
  probeInterval,
  readinessProbe,
} from '../../catalog/engine-probes';
import { servingMetrics } from '../../catalog/serving-metrics';
import { acceleratedResources, tolerateAccelerator } from '../kubernetes/accelerated-pod';
import { soonGone } from '../kubernetes/lost-node';
import type { ConfigMap, Container, PodSpec, PodTemplate } from '../kubernetes/objects';
import { bounded, runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { weightsVolume } from '../models/weights-volume';
import { literal } from '../substrate/literal';
import { apiKeyName } from './api-key';
import { heartbeatPath, heartbeatScript } from './heartbeat';
import { poolPlacement } from './pool-placement';
import { engineAccount, inferenceNamespace, type ServedService, servingLabels } from './served-service';

/** Until the load balancers and the gateway know that a pod goes: an update of the endpoints, and the time to live of DNS. */
export const leaveSeconds = 20;

/** For what is neither leaving nor draining: the engine's own way out. */
const exitSeconds = 15;

/** Name of the ConfigMap with the scripts of the probes. */
export const scriptsName = 'engine-scripts';

/** The scripts of the probes, for all engines. */
export function engineScripts(): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: scriptsName, namespace: inferenceNamespace },
    data: { 'heartbeat.py': literal(heartbeatScript) },
  };
}

/** Nobody is root; files of volumes belong to the group. */
const user = 2000;

/** What differs between the pods of a replica, and between those of a service and of its canary. */
export interface EnginePod {
  /** Value of the label `app.kubernetes.io/name`. */
  readonly name: string;
  readonly role: 'server' | 'worker';
}

/**
 * The pod of an engine, or of one node of it.
 *
 * Sources: vLLM documentation, "Using Kubernetes"; SGLang documentation, "Deploy on Kubernetes"; Kubernetes
 * documentation, "Liveness, Readiness, and Startup Probes", "Container Lifecycle Hooks", "Pod Topology Spread
 * Constraints"; Amazon EKS User Guide, "Run machine learning training on Amazon EKS with EFA" (huge pages).
 */
export function enginePod(service: ServedService, pod: EnginePod): PodTemplate {
  const { resources, tier, drainSeconds } = service;
  const weights = service.weights.map(weightsVolume);
  const labels = { ...servingLabels(pod.name), 'ninefold.dev/role': pod.role, 'ninefold.dev/engine': service.engine };
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: engineAccount(service.name),
      automountServiceAccountToken: false,
      // Kubernetes would set variables such as VLLM_PORT for a service of that name.
      enableServiceLinks: false,
      priorityClassName: priorityClassName(tier),
      terminationGracePeriodSeconds: pod.role === 'server' ? leaveSeconds + drainSeconds + exitSeconds : 30,
      ...placement(service, pod),
      tolerations: [tolerateAccelerator(resources.vendor), ...soonGone],
      securityContext: runAs(user),
      initContainers: weights.map(({ initContainer }) => initContainer),
      containers: [
        engineContainer(
          service,
          pod,
          weights.map(({ mount }) => mount),
        ),
      ],
      volumes: [
        { name: 'scripts', configMap: { name: scriptsName } },
        // On nodes with local disks these lie there.
        { name: 'tmp', emptyDir: {} },
        { name: 'cache', emptyDir: {} },
        { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: `${resources.sharedMemoryGib}Gi` } },
        ...(resources.efaInterfaces > 0 ? [{ name: 'hugepages', emptyDir: { medium: 'HugePages' } }] : []),
        ...weights.flatMap(({ volumes }) => volumes),
      ],
    },
  };
}

/** The pods of several nodes stay on one kind of node, together; replicas on single nodes are spread. */
function placement(
  service: ServedService,
  pod: EnginePod,
): Pick<PodSpec, 'nodeSelector' | 'affinity' | 'topologySpreadConstraints'> {
  const { pools, nodesPerReplica } = service;
  const selector = { matchLabels: { 'app.kubernetes.io/name': pod.name, 'ninefold.dev/role': 'server' } };
  const spread = (topologyKey: string) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: selector,
  });
  return {
    ...poolPlacement(pools),
    ...(nodesPerReplica === 1 && {
      topologySpreadConstraints: [spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')],
    }),
  };
}

function engineContainer(
  service: ServedService,
  { role }: EnginePod,
  weights: NonNullable<Container['volumeMounts']>,
): Container {
  const { engine, command, resources, drainSeconds, apiKeySecret } = service;
  const keyVariable = apiKeySecret === undefined ? undefined : command.apiKeyVariable;
  const metrics = servingMetrics[engine];
  const args = role === 'server' ? command.args : (command.workerArgs ?? command.args);
  const variables = {
    HOME: '/tmp',
    // Without an entry in passwd, Python finds the user's name there.
    USER: 'engine',
    ...command.env,
    HEARTBEAT_PORT: String(command.port),
    HEARTBEAT_HEALTH: command.healthPath,
    HEARTBEAT_SERIES: metrics.heartbeat.join(' '),
    HEARTBEAT_WORK: [metrics.running, ...metrics.waiting].join(' '),
    HEARTBEAT_TIMEOUT: String(healthTimeout[engine]),
    ...(keyVariable !== undefined && { HEARTBEAT_KEY: keyVariable }),
  };
  const amounts = resourcesOf(resources);
  return {
    name: 'engine',
    image: command.image,
    ...(command.command && { command: command.command }),
    args,
    env: [
      ...Object.entries(variables).map(([name, value]) => ({ name, value })),
      ...(keyVariable === undefined
        ? []
        : [{ name: keyVariable, valueFrom: { secretKeyRef: { name: apiKeyName(service.name), key: 'key' } } }]),
    ],
    ...(role === 'server' && {
      ports: [{ name: 'http', containerPort: command.port }],
      ...probes(service),
      lifecycle: {
        preStop: { exec: { command: ['python3', heartbeatPath, 'drain', String(leaveSeconds), String(drainSeconds)] } },
      },
    }),
    resources: amounts,
    securityContext: bounded,
    volumeMounts: [
      { name: 'scripts', mountPath: '/ninefold', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'cache', mountPath: '/cache' },
      { name: 'shm', mountPath: '/dev/shm' },
      ...(resources.efaInterfaces > 0 ? [{ name: 'hugepages', mountPath: '/dev/hugepages' }] : []),
      ...weights,
    ],
  };
}

function probes({ engine, command, startupSeconds }: ServedService): Partial<Container> {
  const heartbeat = ({ stall, failures }: HeartbeatProbe) => ({
    exec: { command: ['python3', heartbeatPath, 'check', String(stall)] },
    timeoutSeconds: heartbeatTimeout(engine),
    periodSeconds: probeInterval,
    failureThreshold: failures,
  });
  return {
    startupProbe: {
      httpGet: { path: command.healthPath, port: 'http' },
      timeoutSeconds: healthTimeout[engine],
      periodSeconds: probeInterval,
      failureThreshold: Math.ceil(startupSeconds / probeInterval),
    },
    readinessProbe: heartbeat(readinessProbe),
    livenessProbe: heartbeat(livenessProbe),
  };
}

/** What a pod of a replica takes of its node. */
export function resourcesOf({ cpu, ...resources }: ServedService['resources']): NonNullable<Container['resources']> {
  return acceleratedResources({ ...resources, cpus: cpu });
}
