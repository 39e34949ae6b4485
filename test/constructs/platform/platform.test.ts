import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { ChartName } from '../../../catalog/charts';
import { addHelmProvider } from '../../../constructs/kubernetes/helm-provider';
import { Platform, type PlatformProps } from '../../../constructs/platform/platform';
import { addAwsProvider } from '../../../constructs/substrate/aws-provider';
import { App, TerraformStack } from '../../../constructs/substrate/cdktf';
import { readStack } from '../../support/synthesize';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ninefold-platform-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const base: PlatformProps = {
  clusterName: 'chat-prod-use1',
  kubernetesVersion: '1.35',
  region: 'us-east-1',
  vpcId: 'vpc-1',
  karpenterQueue: 'interruptions',
  metricsRetentionDays: 30,
  sharedQueues: false,
  alerting: { receivers: [], groupWaitSeconds: 0 },
  charts: [],
  namespaces: [],
  poolPreferences: {},
  karpenterPools: [],
};

const nvidia = { vendor: 'nvidia', label: 'nvidia-a10g', count: 4 } as const;

function platform(props: Partial<PlatformProps>) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'platform');
  addAwsProvider(stack, { region: 'us-east-1', tags: {} });
  addHelmProvider(stack, {
    clusterName: 'c',
    endpoint: 'https://c',
    certificateAuthority: 'Y2E=',
    region: 'us-east-1',
  });
  new Platform(stack, 'platform', { ...base, ...props });
  app.synth();
  const json = JSON.parse(readFileSync(join(outdir, 'stacks', 'platform', 'cdk.tf.json'), 'utf8'));
  const releases = Object.entries(readStack(json).resources('helm_release'));
  const byName = new Map(releases.map(([id, release]) => [String(release['name']), { id, release }]));
  const found = (name: string) => {
    const entry = byName.get(name);
    if (entry === undefined) throw new Error(`no release ${name}`);
    return entry;
  };
  return {
    names: [...byName.keys()].sort(),
    id: (name: string) => `helm_release.${found(name).id}`,
    release: (name: string) => found(name).release,
    values: (name: string) => parse((found(name).release['values'] as string[])[0] ?? ''),
    objects: (name: string) => filesBelow('manifests', 'us-east-1', name),
    /** What Helm gets. */
    chart: (name: string) => filesBelow('stacks', 'platform', 'charts', name, 'manifests'),
    /** What belongs into Git. */
    tree: (name: string) => filesBelow('argocd', 'us-east-1', name),
  };
}

function filesBelow(...path: string[]): string[] {
  const folder = join(outdir, ...path);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}

const installed = (...charts: ChartName[]) => platform({ charts });

describe('Platform', () => {
  it('installs what it is asked for, each chart at its version, and nothing else', () => {
    const { names, release } = installed('keda', 'nvidia-device-plugin');
    expect(names).toEqual(['keda', 'ninefold-foundation', 'nvidia-device-plugin']);
    expect(release('keda')).toMatchObject({
      repository: 'https://kedacore.github.io/charts',
      version: '2.20.2',
      namespace: 'keda',
      create_namespace: true,
      atomic: true,
      wait: true,
      cleanup_on_fail: true,
      upgrade_install: true,
    });
  });

  it('installs a chart after the one whose definitions it uses, and after our priorities and storage', () => {
    const { id, release } = installed(
      'karpenter',
      'karpenter-crd',
      'dcgm-exporter',
      'kube-prometheus-stack',
      'kueue',
      'jobset',
    );
    expect(release('karpenter')['depends_on']).toEqual([id('karpenter-crd')]);
    expect(release('kueue')['depends_on']).toEqual([id('jobset'), id('kube-prometheus-stack')]);
    expect(release('dcgm-exporter')['depends_on']).toEqual([id('kube-prometheus-stack')]);
    expect(release('kube-prometheus-stack')['depends_on']).toEqual([id('ninefold-foundation')]);
  });

  it('refuses a chart without the one that it needs', () => {
    expect(() => installed('karpenter')).toThrow('the platform needs the chart karpenter-crd');
  });

  it('keeps the controllers on system nodes, two of each', () => {
    const { values } = installed(
      'aws-load-balancer-controller',
      'cluster-autoscaler',
      'jobset',
      'lws',
      'external-secrets',
    );
    const nodeSelector = { 'ninefold.dev/pool': 'system' };
    for (const name of ['aws-load-balancer-controller', 'cluster-autoscaler'])
      expect(values(name)).toMatchObject({ nodeSelector, replicaCount: 2 });
    expect(values('jobset')).toMatchObject({ controller: { nodeSelector, replicas: 2 } });
    expect(values('lws')).toMatchObject({ nodeSelector, replicaCount: 2 });
    expect(values('external-secrets')).toMatchObject({ nodeSelector, replicaCount: 2, leaderElect: true });
  });

  it('runs the Cluster Autoscaler that simulates the scheduler of the cluster', () => {
    expect(installed('cluster-autoscaler').values('cluster-autoscaler')).toMatchObject({
      image: { tag: 'v1.35.0' },
      autoDiscovery: { clusterName: 'chat-prod-use1' },
    });
  });

  it('grows the pools that workloads have an order for in that order, and each other one as it needs', () => {
    const pools = { reserved: 3, serve: 2, 'serve-spot': 1 };
    const { values } = platform({ charts: ['cluster-autoscaler'], poolPreferences: pools });
    const { extraArgs, expanderPriorities } = values('cluster-autoscaler');
    expect(extraArgs).toMatchObject({ expander: 'priority,least-waste', 'max-node-provision-time': '10m' });
    // As the expander does it: the highest priority with a pattern that is found in the name of the group.
    const priorityOf = (group: string) =>
      Math.max(
        ...Object.entries<string[]>(expanderPriorities).flatMap(([priority, patterns]) =>
          patterns.some((pattern) => new RegExp(pattern).test(group)) ? [Number(priority)] : [],
        ),
      );
    const id = '9ac7b1d2-5c4e-43f1-8c0a-1d2e3f4a5b6c';
    // EKS names them after node groups, which have the provider's unique suffix where they are not reserved.
    const suffixed = ['serve', 'serve-spot', 'train'].map((pool) => `eks-${pool}-2022122213523169820000001f-${id}`);
    expect([`eks-reserved-${id}`, ...suffixed].map(priorityOf)).toEqual([30, 20, 10, 0]);
    expect(installed('cluster-autoscaler').values('cluster-autoscaler').extraArgs.expander).toBe('least-waste');
  });

  it('lets Prometheus measure the queues', () => {
    const { values } = installed('jobset', 'kube-prometheus-stack', 'kueue');
    expect(values('kueue').enablePrometheus).toBe(true);
    expect(values('kube-prometheus-stack').prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues).toBe(
      false,
    );
  });

  it('takes no job that names no queue, and counts GPUs only', () => {
    const { managerConfig } = installed('jobset', 'kube-prometheus-stack', 'kueue').values('kueue');
    const configuration = parse(managerConfig.controllerManagerConfigYaml);
    expect(configuration).toMatchObject({
      kind: 'Configuration',
      manageJobsWithoutQueueName: false,
      waitForPodsReady: { blockAdmission: false },
    });
    expect(configuration.resources.excludeResourcePrefixes).toContain('cpu');
  });

  it('keeps metrics as long as the spec says, on volumes that go with Prometheus', () => {
    const { prometheus } = installed('kube-prometheus-stack').values('kube-prometheus-stack');
    expect(prometheus.prometheusSpec).toMatchObject({
      retention: '30d',
      retentionSize: '90GiB',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
      storageSpec: {
        volumeClaimTemplate: {
          spec: { storageClassName: 'gp3', resources: { requests: { storage: '100Gi' } } },
        },
      },
    });
  });

  it('reads of the load balancer how many targets of each service are healthy, and nothing else of CloudWatch', () => {
    const { values } = platform({
      charts: ['kube-prometheus-stack', 'prometheus-yet-another-cloudwatch-exporter'],
      balanced: {
        loadBalancer: 'net/chat/1',
        targetGroups: { chat: 'targetgroup/chat/2', draft: 'targetgroup/draft/3' },
      },
    });
    const exporter = values('prometheus-yet-another-cloudwatch-exporter');
    expect(exporter).toMatchObject({
      serviceAccount: { name: 'cloudwatch-exporter' },
      service: { enabled: true },
      serviceMonitor: { interval: '60s', relabelings: [{ targetLabel: 'job', replacement: 'load-balancer' }] },
      extraArgs: { 'scraping-interval': 60 },
    });
    const jobs = parse(exporter.config).static;
    expect(jobs.map(({ name }: { name: string }) => name)).toEqual(['chat', 'draft']);
    expect(jobs[1]).toEqual({
      name: 'draft',
      namespace: 'AWS/NetworkELB',
      regions: ['us-east-1'],
      dimensions: [
        { name: 'LoadBalancer', value: 'net/chat/1' },
        { name: 'TargetGroup', value: 'targetgroup/draft/3' },
      ],
      metrics: [{ name: 'HealthyHostCount', statistics: ['Maximum'], period: 60, length: 300, nilToZero: true }],
    });
  });

  it('writes the logs of containers into one log group only, with the priority of the module', () => {
    const { values } = platform({
      charts: ['aws-for-fluent-bit'],
      logPipeline: { logGroup: '/ninefold/chat/containers', priorityClass: 'ninefold-sheddable' },
    });
    expect(values('aws-for-fluent-bit')).toMatchObject({
      priorityClassName: 'ninefold-sheddable',
      cloudWatchLogs: { region: 'us-east-1', logGroupName: '/ninefold/chat/containers', autoCreateGroup: false },
      tolerations: [{ operator: 'Exists' }],
    });
    expect(values('aws-for-fluent-bit').cloudWatchLogs.logGroupTemplate).toBeNull();
  });

  it('makes priorities and a storage class everywhere, and bounded namespaces where there is work', () => {
    const { objects } = platform({ namespaces: [{ name: 'inference', gpus: 8, podSecurity: 'baseline' }] });
    expect(objects('ninefold-foundation')).toEqual(
      expect.arrayContaining([
        'cluster/namespace.yaml',
        'cluster/priorityclass.yaml',
        'cluster/storageclass.yaml',
        'inference/limitrange.yaml',
        'inference/networkpolicy.yaml',
        'inference/resourcequota.yaml',
      ]),
    );
  });

  it('makes queues after Kueue and the namespace, nodes after Karpenter, and the store after External Secrets', () => {
    const { id, release, objects } = platform({
      charts: ['jobset', 'kube-prometheus-stack', 'kueue', 'karpenter-crd', 'karpenter', 'external-secrets'],
      namespaces: [{ name: 'training', gpus: 8, podSecurity: 'baseline' }],
      queueing: {
        namespace: 'training',
        pools: [{ name: 'train', accelerator: nvidia }],
        queues: [{ name: 'training', weight: 1, quotas: [{ pool: 'train', guaranteed: 2 }] }],
      },
      karpenterPools: [
        {
          name: 'burst',
          instanceTypes: ['g5.12xlarge'],
          capacity: { type: 'spot' },
          maxNodes: 3,
          subnetIds: ['subnet-1'],
          securityGroupIds: ['sg-1'],
          nodeRole: 'nodes',
          diskGiB: 200,
          hasNvme: true,
          maxPods: 58,
          hasEfa: false,
          accelerator: nvidia,
          labels: {},
          tags: {},
        },
      ],
    });
    expect(release('ninefold-queues')['depends_on']).toEqual([id('kueue'), id('ninefold-foundation')]);
    expect(release('ninefold-nodes')['depends_on']).toEqual([id('karpenter')]);
    expect(release('ninefold-secrets')['depends_on']).toEqual([id('external-secrets')]);
    expect(objects('ninefold-secrets')).toContain('cluster/clustersecretstore.yaml');
    expect(objects('ninefold-nodes')).toContain('cluster/nodepool.yaml');
  });

  describe('with Argo CD', () => {
    const gitOps = { repository: 'https://github.com/acme/env.git', revision: 'main', path: 'chat' };

    it('releases Applications in place of our objects, after Argo CD', () => {
      const { id, release, chart, tree } = platform({ charts: ['argo-cd'], gitOps });
      expect(release('ninefold-foundation')['depends_on']).toEqual([id('argo-cd')]);
      expect(chart('ninefold-foundation')).toEqual(['argocd/application.yaml']);
      expect(tree('ninefold-foundation')).toEqual(
        expect.arrayContaining(['Chart.yaml', 'templates/manifests.yaml', 'manifests/cluster/storageclass.yaml']),
      );
    });

    it('gets credentials of a private repository by Helm, because it cannot read anything before', () => {
      const withSecret = { ...gitOps, secret: 'prod/git' };
      const { chart } = platform({ charts: ['argo-cd', 'external-secrets'], gitOps: withSecret });
      expect(chart('ninefold-secrets')).toEqual(['argocd/externalsecret.yaml', 'cluster/clustersecretstore.yaml']);
    });

    it('is refused without its chart', () => {
      expect(() => platform({ gitOps })).toThrow('the platform needs the chart argo-cd');
    });
  });
});
