import type { Manifest } from '../../constructs/kubernetes/manifest';
import { consistencyProblems } from '../support/kubernetes/consistency';

const nodes = {
  system: { cpu: 3.9, memoryGib: 14, devices: {} },
  serve: { cpu: 47.5, memoryGib: 180, devices: { 'nvidia.com/gpu': 4 } },
};

const labels = { app: 'chat' };

interface Parts {
  pod: Record<string, unknown>;
  container: Record<string, unknown>;
  selector: Record<string, string>;
  deployment: Record<string, unknown>;
  others: readonly unknown[];
}

const metadata = (name: string) => ({ name, namespace: 'inference' });

/** A namespace with bounds and a deployment in it. */
function cluster(change: Partial<Parts> = {}): Manifest[] {
  const { pod = {}, container = {}, selector = labels, deployment = {}, others = [] } = change;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'inference' } },
    { apiVersion: 'v1', kind: 'ResourceQuota', metadata: metadata('bounds') },
    { apiVersion: 'v1', kind: 'LimitRange', metadata: metadata('defaults') },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('default-deny'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata('chat'),
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            ...pod,
            containers: [{ name: 'engine', image: 'x', ports: [{ containerPort: 8000, name: 'http' }], ...container }],
          },
        },
        ...deployment,
      },
    },
    ...others,
  ] as Manifest[];
}

const problems = (change?: Partial<Parts>) => consistencyProblems(cluster(change), nodes);
const object = (kind: string, name: string, spec: unknown = {}) => ({
  apiVersion: 'x/v1',
  kind,
  metadata: metadata(name),
  spec,
});

describe('what is inconsistent between the objects of a cluster', () => {
  it('is nothing in an ordinary one', () => {
    expect(problems()).toEqual([]);
  });

  it('is a workload that does not select its own pods', () => {
    expect(problems({ selector: { app: 'other' } })).toEqual([
      'Deployment inference/chat does not select its own pods',
    ]);
  });

  it.each([
    ['a service account', { pod: { serviceAccountName: 'chat' } }, 'ServiceAccount', 'chat'],
    ['a ConfigMap of a volume', { pod: { volumes: [{ name: 'v', configMap: { name: 'c' } }] } }, 'ConfigMap', 'c'],
    [
      'a secret of a variable',
      { container: { env: [{ name: 'T', valueFrom: { secretKeyRef: { name: 't', key: 'k' } } }] } },
      'ExternalSecret',
      't',
    ],
  ] as const)('is %s that is not there', (_what, change, kind, name) => {
    expect(problems(change as Partial<Parts>)).toEqual([`Deployment inference/chat needs the ${kind} ${name}`]);
    expect(problems({ ...change, others: [object(kind, name)] } as Partial<Parts>)).toEqual([]);
  });

  it('is a priority that nobody defines, unless it is one of Kubernetes itself', () => {
    expect(problems({ pod: { priorityClassName: 'high' } })).toEqual([
      'Deployment inference/chat needs the PriorityClass high',
    ]);
    expect(problems({ pod: { priorityClassName: 'system-cluster-critical' } })).toEqual([]);
  });

  it('is a probe of a port that the container does not have', () => {
    const probe = (port: number | string) =>
      problems({ container: { readinessProbe: { httpGet: { path: '/', port } } } });
    expect(probe(9000)).toEqual(['Deployment inference/chat: engine is probed at 9000, which is none of its ports']);
    expect(probe(8000)).toEqual([]);
    expect(probe('http')).toEqual([]);
  });

  it('is a pod that asks for more than a node of its pool can give', () => {
    const ask = (pool: string, requests: Record<string, string>, tolerations: unknown[] = []) =>
      problems({
        pod: { nodeSelector: { 'ninefold.dev/pool': pool }, tolerations },
        container: { resources: { requests } },
      });
    expect(ask('system', { cpu: '4' })).toEqual([
      'Deployment inference/chat asks for more cpu than a node of system has',
    ]);
    expect(ask('system', { memory: '15Gi' })).toHaveLength(1);
    expect(ask('system', { cpu: '3500m', memory: '13Gi' })).toEqual([]);
    const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists' }];
    expect(ask('serve', { 'nvidia.com/gpu': '8' }, tolerations)).toHaveLength(1);
    expect(ask('serve', { 'nvidia.com/gpu': '4' }, tolerations)).toEqual([]);
    expect(ask('nowhere', {})).toEqual(['Deployment inference/chat runs on the pool nowhere, which is not there']);
  });

  it('is a pod with GPUs that does not tolerate the taint of their nodes', () => {
    const change = {
      pod: { nodeSelector: { 'ninefold.dev/pool': 'serve' } },
      container: { resources: { limits: { 'nvidia.com/gpu': '1' } } },
    };
    expect(problems(change)).toEqual(['Deployment inference/chat does not tolerate the taint of its nodes']);
  });

  it('is a service, a policy or a budget without pods, and a service that leads to a closed port', () => {
    const service = (selector: object, targetPort: number) => ({
      others: [object('Service', 'chat', { selector, ports: [{ port: 80, targetPort }] })],
    });
    expect(problems(service(labels, 8000))).toEqual([]);
    expect(problems(service(labels, 9))).toEqual(['Service inference/chat leads to 9, which no pod has open']);
    expect(problems(service({ app: 'x' }, 8000))).toContain('Service inference/chat selects no pods');
    expect(
      problems({ others: [object('NetworkPolicy', 'p', { podSelector: { matchLabels: { app: 'x' } } })] }),
    ).toEqual(['NetworkPolicy inference/p selects no pods']);
    const budget = (spec: object) => problems({ others: [object('PodDisruptionBudget', 'b', spec)] });
    expect(budget({ selector: { matchLabels: labels }, maxUnavailable: 1 })).toEqual([]);
    expect(budget({ selector: { matchLabels: { app: 'x' } } })).toEqual([
      'PodDisruptionBudget inference/b selects no pods',
    ]);
    expect(budget({ selector: { matchLabels: labels }, maxUnavailable: 0 })).toEqual([
      'PodDisruptionBudget inference/b lets no pod go',
    ]);
  });

  it('is an autoscaler without a target, or one that fixes its replicas', () => {
    const scaled = (name: string) => [object('ScaledObject', 's', { scaleTargetRef: { name } })];
    expect(problems({ others: scaled('chat') })).toEqual([]);
    expect(problems({ others: scaled('x') })).toEqual([
      'ScaledObject inference/s scales Deployment x, which is not there',
    ]);
    expect(problems({ others: scaled('chat'), deployment: { replicas: 2 } })).toEqual([
      'Deployment inference/chat fixes replicas that ScaledObject inference/s scales',
    ]);
  });

  it('is a group of pods whose workers cannot find their leader, as its Service has another purpose', () => {
    const template = { metadata: { labels }, spec: { containers: [{ name: 'engine', image: 'x' }] } };
    const leaderWorkerTemplate = { leaderTemplate: template, workerTemplate: template };
    const group = (spec: object, service: string) =>
      problems({
        others: [
          object('LeaderWorkerSet', 'large', { leaderWorkerTemplate, ...spec }),
          object('Service', service, { selector: labels, ports: [{ port: 80, targetPort: 8000 }] }),
        ],
      });
    expect(group({}, 'large')).toEqual([
      'LeaderWorkerSet inference/large: workers do not find their leader, as a Service has the name of the set',
    ]);
    expect(group({}, 'chat')).toEqual([]);
    expect(group({ networkConfig: { subdomainPolicy: 'UniquePerReplica' } }, 'large')).toEqual([]);
  });

  it('is a step that waits for a version that nobody gets', () => {
    const step = (version: string) => {
      const path = '/apis/apps/v1/namespaces/inference/deployments/asked';
      const spec = { template: { metadata: { labels }, spec: { containers: [{ name: 'evaluate', image: 'x' }] } } };
      const annotations = { 'ninefold.dev/awaits': path, 'ninefold.dev/version': version };
      const job = object('Job', 'scores', spec);
      return { ...job, metadata: { ...job.metadata, annotations } };
    };
    const asked = object('Deployment', 'asked', {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'engine', image: 'x' }] } },
    });
    const answers = { ...asked, metadata: { ...asked.metadata, annotations: { 'ninefold.dev/version': 'new' } } };
    expect(problems({ others: [step('old'), answers] })).toEqual([
      'Job inference/scores waits for a version of asked that does not come',
    ]);
    expect(problems({ others: [step('new'), answers] })).toEqual([]);
  });

  it('is a monitor that reads its credentials where they are not', () => {
    const monitor = object('PodMonitor', 'engine', {
      podMetricsEndpoints: [{ authorization: { credentials: { name: 'key', key: 'key' } } }],
    });
    expect(problems({ others: [monitor] })).toEqual(['PodMonitor inference/engine needs the Secret key']);
    expect(problems({ others: [monitor, object('ExternalSecret', 'key')] })).toEqual([]);
  });

  it('is a namespace without bounds that has pods', () => {
    const without = cluster().filter(({ kind }) => !['ResourceQuota', 'LimitRange', 'NetworkPolicy'].includes(kind));
    expect(consistencyProblems(without, nodes)).toEqual([
      'Namespace inference has no ResourceQuota',
      'Namespace inference has no LimitRange',
      'Namespace inference refuses no traffic by default',
    ]);
    expect(
      consistencyProblems(
        without.filter(({ kind }) => kind === 'Namespace'),
        nodes,
      ),
    ).toEqual([]);
  });
});
