import type { ChartName } from '../../catalog/charts';
import type { Project } from '../../schemas/project';
import type { EndpointPlan } from '../environment/endpoint-plan';
import type { InferencePlan } from '../environment/inference-plan';
import type { PlatformPlan } from '../environment/platform-plan';
import { gpusOf, type PoolPlan, sumRanges } from '../environment/pool-plan';
import type { Context } from './context';
import { dispatchedQueues, dispatchOf, localQueues } from './dispatch';
import { queuesOf } from './queues';

/** What the platform of a region is made for. */
interface Region {
  readonly name: string;
  readonly clusterName: string;
  readonly pools: readonly PoolPlan[];
  readonly endpoint: EndpointPlan | undefined;
  readonly fetches: readonly string[];
}

/** Only what the region's pools and workloads need is installed. */
export function resolvePlatform(project: Project, region: Region, context: Context): PlatformPlan {
  const training = context.training.filter(({ regions }) => regions.includes(region.name));
  const inference = context.inference.filter(({ regions }) => regions.includes(region.name));
  const evaluation = context.evaluation.filter(({ regions }) => regions.includes(region.name));
  const secrets = secretsFor(project);
  const logs = project.modules.find(({ name }) => name === 'log-analysis');
  const evaluated = evaluation.flatMap(({ serves }) => serves ?? []);
  const queuedPools = poolsOf(region, [...training, ...evaluated]);
  const dispatch = dispatchOf(project, region.name);
  const queues = queuedPools.length > 0 || dispatch !== undefined;
  const gpus = (workloads: readonly { readonly pool: string }[]) =>
    sumRanges(poolsOf(region, workloads).map(gpusOf)).max;
  return {
    charts: chartsFor(region, inference, {
      queues,
      secrets: secrets.length > 0,
      logs: logs !== undefined,
      names: project.dns !== undefined && project.inference.length > 0,
      gitops: project.delivery.by === 'argocd',
    }),
    namespaces: [
      ...(queues || evaluation.length > 0
        ? [{ name: 'training' as const, gpus: gpus([...training, ...evaluated]) }]
        : []),
      ...(inference.length > 0 ? [{ name: 'inference' as const, gpus: gpus(inference) }] : []),
      ...(region.fetches.length > 0 ? [{ name: 'models' as const, gpus: 0 }] : []),
      ...(region.pools.some(({ images }) => images.length > 0) ? [{ name: 'images' as const, gpus: 0 }] : []),
    ],
    queuedPools: queuedPools.map(({ name }) => name),
    queues: queuesOf(localQueues(project, region.name), queuedPools),
    ...(dispatch && { dispatch }),
    ...(dispatchedQueues(project, region.name).length > 0 && { dispatchedFrom: context.primaryRegion }),
    secrets,
    ...(logs && { logs: { group: `/ninefold/${region.clusterName}/containers`, tier: logs.tier } }),
  };
}

function chartsFor(
  { pools, endpoint }: Region,
  inference: readonly InferencePlan[],
  wants: {
    readonly queues: boolean;
    readonly secrets: boolean;
    readonly logs: boolean;
    readonly names: boolean;
    readonly gitops: boolean;
  },
): ChartName[] {
  const has = (test: (pool: PoolPlan) => boolean) => pools.some(test);
  const isWide = ({ nodesPerReplica, canary }: InferencePlan) =>
    nodesPerReplica > 1 || (canary?.nodesPerReplica ?? 1) > 1;
  const wanted: Readonly<Record<ChartName, boolean>> = {
    'aws-load-balancer-controller': endpoint !== undefined,
    'aws-efa-k8s-device-plugin': has(({ efa }) => efa),
    'nvidia-device-plugin': has(({ accelerator }) => accelerator?.vendor === 'nvidia'),
    // The pool of system nodes is a managed group in every cluster.
    'cluster-autoscaler': true,
    'karpenter-crd': has(({ provisioner }) => provisioner === 'karpenter'),
    karpenter: has(({ provisioner }) => provisioner === 'karpenter'),
    jobset: wants.queues,
    kueue: wants.queues,
    keda: inference.length > 0,
    lws: inference.some(isWide),
    'external-secrets': wants.secrets,
    'kube-prometheus-stack': true,
    'prometheus-blackbox-exporter': wants.names,
    'prometheus-yet-another-cloudwatch-exporter': endpoint !== undefined,
    'dcgm-exporter': has(({ accelerator }) => accelerator?.vendor === 'nvidia'),
    'aws-for-fluent-bit': wants.logs,
    'argo-cd': wants.gitops,
  };
  return (Object.keys(wanted) as ChartName[]).filter((name) => wanted[name]);
}

/** Tokens of gated models and data, keys of services, keys of the receivers of alerts, and credentials of a private repository. */
function secretsFor({ models, training, inference, monitoring, delivery }: Project): string[] {
  const keys = inference.flatMap(({ apiKey }) => apiKey ?? []);
  const named = [...models, ...training, ...keys, ...monitoring.receivers, delivery].flatMap(
    ({ secret }) => secret ?? [],
  );
  return [...new Set(named)].sort();
}

function poolsOf({ pools }: Region, workloads: readonly { readonly pool: string }[]): PoolPlan[] {
  return pools.filter(({ name }) => workloads.some(({ pool }) => pool === name));
}
