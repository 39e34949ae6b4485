import { engineWorkload } from '../../../constructs/inference/engine-workload';
import type { Canary, ServedService } from '../../../constructs/inference/served-service';
import type { ScaledObject } from '../../../constructs/kubernetes/custom-resources/keda';
import type { LeaderWorkerSet } from '../../../constructs/kubernetes/custom-resources/leader-worker-set';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import type { Container, Deployment, PodTemplate, Service } from '../../../constructs/kubernetes/objects';
import { schemaProblems } from '../../support/kubernetes/schemas';

const service: ServedService = {
  name: 'chat',
  engine: 'vllm',
  tier: 'critical',
  command: { image: 'vllm/vllm-openai:v0.27.1', args: ['serve'], env: {}, port: 8000, healthPath: '/health' },
  weights: [],
  nodesPerReplica: 1,
  resources: { gpus: 4, vendor: 'nvidia', cpu: 40, memoryGib: 150, sharedMemoryGib: 8, efaInterfaces: 0 },
  pools: ['serve'],
  replicas: { min: 2, max: 12 },
  scaling: { on: 'queue', target: 4 },
  surge: true,
  headroom: 0,
  loadSeconds: 240,
  startupSeconds: 720,
  cooldownSeconds: 480,
  drainSeconds: 300,
  exposure: 'public',
};

const workload = (change: Partial<ServedService> = {}) => engineWorkload({ ...service, ...change });
const find = <T extends Manifest>(manifests: readonly Manifest[], kind: string, name = 'chat') =>
  manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name) as T;
const podOf = (change?: Partial<ServedService>) =>
  find<Deployment>(workload(change), 'Deployment').spec?.template as PodTemplate;
const engineOf = (pod: PodTemplate) => pod.spec?.containers[0] as Container;

const engines = [
  ['vllm', 5],
  ['lmdeploy', 10],
  ['sglang', 25],
] as const;

describe('the objects of a service', () => {
  it.each(engines)('%s: wait for the load, ask the heartbeat, and let requests end', (engine, timeoutSeconds) => {
    const pod = podOf({ engine });
    const { startupProbe, readinessProbe, livenessProbe, lifecycle } = engineOf(pod);
    // Thrice the estimate.
    expect(startupProbe).toMatchObject({
      httpGet: { path: '/health', port: 'http' },
      periodSeconds: 10,
      failureThreshold: 72,
      timeoutSeconds,
    });
    expect(readinessProbe?.exec?.command).toEqual(['python3', '/ninefold/heartbeat.py', 'check', '60']);
    expect(livenessProbe?.exec?.command).toEqual(['python3', '/ninefold/heartbeat.py', 'check', '300']);
    expect(readinessProbe?.timeoutSeconds).toBeGreaterThan(2 * timeoutSeconds);
    expect(lifecycle?.preStop?.exec?.command).toEqual(['python3', '/ninefold/heartbeat.py', 'drain', '20', '300']);
    expect(pod.spec?.terminationGracePeriodSeconds).toBeGreaterThan(20 + 300);
    expect(engineOf(pod).resources?.limits).toMatchObject({ 'nvidia.com/gpu': '4', memory: '150Gi' });
    expect(pod.spec?.enableServiceLinks).toBe(false);
    expect(schemaProblems(workload({ engine }))).toEqual([]);
  });

  it.each(engines)('%s: are groups of pods on several nodes, of which only the leader answers', (engine) => {
    const resources = { ...service.resources, gpus: 8, efaInterfaces: 32 };
    const manifests = workload({
      engine,
      nodesPerReplica: 2,
      resources,
      command: { ...service.command, args: ['lead'], workerArgs: ['follow'] },
    });
    expect(find(manifests, 'Deployment')).toBeUndefined();
    const set = find<LeaderWorkerSet>(manifests, 'LeaderWorkerSet');
    const { size, restartPolicy, leaderTemplate, workerTemplate } = set.spec.leaderWorkerTemplate;
    expect([size, restartPolicy, set.spec.replicas]).toEqual([2, 'RecreateGroupOnPodRestart', undefined]);
    expect(set.spec.rolloutStrategy.rollingUpdateConfiguration).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect([engineOf(leaderTemplate).args, engineOf(workerTemplate).args]).toEqual([['lead'], ['follow']]);
    const worker = engineOf(workerTemplate);
    expect([worker.ports, worker.readinessProbe, worker.startupProbe, worker.livenessProbe, worker.lifecycle]).toEqual(
      Array(5).fill(undefined),
    );
    expect(worker.resources?.limits).toMatchObject({
      'nvidia.com/gpu': '8',
      'vpc.amazonaws.com/efa': '32',
      'hugepages-2Mi': '5120Mi',
    });
    expect(leaderTemplate.metadata?.labels).toMatchObject({ 'ninefold.dev/role': 'server' });
    expect(workerTemplate.metadata?.labels).toMatchObject({ 'ninefold.dev/role': 'worker' });
    expect(find<ScaledObject>(manifests, 'ScaledObject').spec.scaleTargetRef.kind).toBe('LeaderWorkerSet');
    expect(schemaProblems(manifests)).toEqual([]);
  });

  it('leave the number of replicas to the autoscaler, which takes away none before another could have loaded', () => {
    const manifests = workload();
    expect(find<Deployment>(manifests, 'Deployment').spec?.replicas).toBeUndefined();
    const { spec } = find<ScaledObject>(manifests, 'ScaledObject');
    expect([spec.minReplicaCount, spec.maxReplicaCount, spec.cooldownPeriod]).toEqual([2, 12, 480]);
    expect(spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds).toBe(480);
    expect(spec.fallback).toEqual({ failureThreshold: 3, replicas: 2, behavior: 'currentReplicasIfHigher' });
    expect(spec.triggers.map(({ metadata }) => metadata.ignoreNullValues)).toEqual(['false', 'false']);
  });

  it('sleep without requests only with something that wakes them', () => {
    const { spec } = find<ScaledObject>(workload({ replicas: { min: 0, max: 4 } }), 'ScaledObject');
    expect(spec.fallback).toBeUndefined();
    expect(spec.triggers.map(({ name }) => name)).toEqual(['queue', 'cache', 'wake']);
    expect(spec.triggers.map(({ metadata }) => metadata.activationThreshold)).toEqual(['0', '0', '0']);
  });

  it('run nothing where they are only prepared', () => {
    const manifests = workload({ replicas: { min: 0, max: 0 } });
    expect(find<Deployment>(manifests, 'Deployment').spec?.replicas).toBe(0);
    expect(find(manifests, 'ScaledObject')).toBeUndefined();
  });

  it('stop an old replica first only where there is no room for one more', () => {
    const strategy = (surge: boolean) =>
      find<Deployment>(workload({ surge }), 'Deployment').spec?.strategy?.rollingUpdate;
    expect(strategy(true)).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(strategy(false)).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });

  it('prefer their pools in their order', () => {
    const { nodeSelector, affinity } = podOf({ pools: ['reserved', 'serve', 'spot'] }).spec ?? {};
    expect(nodeSelector).toBeUndefined();
    const { preferredDuringSchedulingIgnoredDuringExecution: preferred } = affinity?.nodeAffinity ?? {};
    expect(preferred?.map(({ weight, preference }) => [weight, preference.matchExpressions?.[0]?.values])).toEqual([
      [100, ['reserved']],
      [50, ['serve']],
      [25, ['spot']],
    ]);
    expect(podOf().spec?.nodeSelector).toEqual({ 'ninefold.dev/pool': 'serve' });
  });

  it('keep what holds the place of a replica to the same pools', () => {
    const pools = ['reserved', 'spot'];
    const held = find<Deployment>(workload({ headroom: 1, pools }), 'Deployment', 'chat-headroom');
    expect(held.spec?.template?.spec?.affinity).toEqual(podOf({ pools }).spec?.affinity);
  });

  it('replace groups of pods as they replace single ones', () => {
    const strategy = (surge: boolean) =>
      find<LeaderWorkerSet>(workload({ surge, nodesPerReplica: 2 }), 'LeaderWorkerSet').spec.rolloutStrategy;
    expect(strategy(true)).toEqual({
      type: 'RollingUpdate',
      rollingUpdateConfiguration: { maxUnavailable: 0, maxSurge: 1 },
    });
    expect(strategy(false).rollingUpdateConfiguration).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });

  it('run a canary of another engine beside the service, with what is its own', () => {
    const canary: Canary = {
      ...service,
      engine: 'sglang',
      command: { ...service.command, image: 'lmsysorg/sglang:v0.5.21', port: 30000, apiKeyVariable: 'API_KEY' },
      startupSeconds: 900,
      replicas: { min: 1, max: 1 },
      weight: 10,
    };
    const manifests = workload({ canary, apiKeySecret: 'prod/chat-key' });
    const { spec } = find<Deployment>(manifests, 'Deployment', 'chat-canary');
    expect(spec?.replicas).toBe(1);
    // The service answers everything while the canary changes, so that it needs no room of its own.
    expect(spec?.strategy?.rollingUpdate).toEqual({ maxUnavailable: 1, maxSurge: 0 });
    const pod = spec?.template as PodTemplate;
    expect(pod.spec?.serviceAccountName).toBe('serve-chat');
    expect(pod.metadata?.labels).toMatchObject({
      'app.kubernetes.io/name': 'chat-canary',
      'ninefold.dev/engine': 'sglang',
    });
    expect(engineOf(pod)).toMatchObject({ image: 'lmsysorg/sglang:v0.5.21', startupProbe: { failureThreshold: 90 } });
    expect(engineOf(pod).env).toContainEqual({ name: 'HEARTBEAT_KEY', value: 'API_KEY' });
    expect(find<Service>(manifests, 'Service', 'chat-canary-engines').spec?.ports?.[0]?.port).toBe(30000);
    expect(find<Service>(manifests, 'Service', 'chat').spec?.selector).toMatchObject({
      'app.kubernetes.io/name': 'chat',
    });
    expect(find(manifests, 'ScaledObject', 'chat-canary')).toBeUndefined();
    expect(find(manifests, 'PodDisruptionBudget', 'chat-canary')).toBeUndefined();
    expect(schemaProblems(manifests)).toEqual([]);
  });

  it('scale a canary with a range by its own load, and empty its nodes one at a time', () => {
    const canary: Canary = { ...service, replicas: { min: 2, max: 4 }, weight: 25 };
    const manifests = workload({ canary });
    expect(find<Deployment>(manifests, 'Deployment', 'chat-canary').spec?.replicas).toBeUndefined();
    const scaled = find<ScaledObject>(manifests, 'ScaledObject', 'chat-canary').spec;
    expect([scaled.minReplicaCount, scaled.maxReplicaCount, scaled.scaleTargetRef.name]).toEqual([2, 4, 'chat-canary']);
    expect(scaled.triggers[0]?.metadata.query).toContain('pod=~"chat-canary-');
    expect(find(manifests, 'PodDisruptionBudget', 'chat-canary')).toBeDefined();
  });

  it('hold the GPUs of the next replicas with pods that give way to everything', () => {
    const held = find<Deployment>(workload({ headroom: 2, nodesPerReplica: 1 }), 'Deployment', 'chat-headroom');
    expect(held.spec?.replicas).toBe(2);
    expect(held.spec?.template?.spec).toMatchObject({ priorityClassName: 'ninefold-headroom' });
    expect(held.spec?.template?.spec?.containers[0]?.resources?.limits).toMatchObject({ 'nvidia.com/gpu': '4' });
  });

  it('give the API key from a secret to the engine and to the probes', () => {
    const command = { ...service.command, apiKeyVariable: 'VLLM_API_KEY' };
    const { env } = engineOf(podOf({ command, apiKeySecret: 'prod/chat-key' }));
    expect(env).toContainEqual({
      name: 'VLLM_API_KEY',
      valueFrom: { secretKeyRef: { name: 'api-key-chat', key: 'key' } },
    });
    expect(env).toContainEqual({ name: 'HEARTBEAT_KEY', value: 'VLLM_API_KEY' });
  });
});
