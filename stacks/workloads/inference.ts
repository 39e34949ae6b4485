import type { Construct } from 'constructs';
import { apiKeyName, apiKeySecret } from '../../constructs/inference/api-key';
import { engineScripts } from '../../constructs/inference/engine-pod';
import { engineWorkload } from '../../constructs/inference/engine-workload';
import { gateway, gatewayReplicas } from '../../constructs/inference/gateway';
import type { GatewayService } from '../../constructs/inference/gateway-config';
import {
  type Canary,
  type EngineVersion,
  inferenceNamespace,
  type MountedWeights,
  type ServedService,
} from '../../constructs/inference/served-service';
import { engineTraffic, gatewayTraffic } from '../../constructs/inference/traffic';
import { ManifestRelease } from '../../constructs/kubernetes/manifest-release';
import { weightsVolume } from '../../constructs/models/weights-volume';
import { wakeSpan } from '../../planner/availability/wake-span';
import type { EndpointPlan, Environment, InferencePlan, RegionPlan } from '../../planner/environment';
import { type ServedModel, type ServedVersion, servingPaths } from '../../planner/inference/inference-plan';
import { podResources } from '../../planner/inference/pod-resources';
import { canaryIn, replicasIn } from '../../planner/inference/replicas-in';
import { hasSurgeRoom } from '../../planner/inference/surge';
import { servedWeights } from '../artifacts/served-weights';
import type { ClusterOutputs } from '../cluster-stack';
import { known } from '../known';

/** The services of a region, and their gateway where some are public. */
export function addInference(
  scope: Construct,
  environment: Environment,
  region: RegionPlan,
  cluster: ClusterOutputs,
): void {
  const plans = environment.inference.filter(({ regions }) => regions.includes(region.name));
  if (plans.length === 0) return;
  const { delivery } = environment;
  const services = plans.map((plan) => serviceOf(environment, region, plan));
  const behind = region.endpoint ? gatewayServices(environment, region, region.endpoint, services, plans) : [];
  const healthPaths = [...new Set(region.endpoint?.services.map(({ healthCheckPath }) => healthCheckPath))];
  new ManifestRelease(scope, 'inference', {
    name: 'inference',
    namespace: inferenceNamespace,
    folder: region.name,
    ...(delivery.by === 'argocd' && { gitOps: delivery }),
    manifests: () => [
      engineScripts(),
      ...plans.flatMap(({ name, apiKeySecret: secret }) => (secret === undefined ? [] : [apiKeySecret(name, secret)])),
      ...services.flatMap((service) => [...engineWorkload(service), engineTraffic(service)]),
      ...(behind.length > 0
        ? [
            ...gateway({ services: behind, healthPaths, targetGroupArns: cluster.targetGroupArns }),
            gatewayTraffic(behind, region.network.cidr),
          ]
        : []),
    ],
    // Nodes, images, weights and loading take longer than a deployment should; what ran before serves until then.
    wait: false,
  });
}

function serviceOf(environment: Environment, region: RegionPlan, plan: InferencePlan): ServedService {
  const { name, tier, scaling, timing, exposure } = plan;
  const canary = canaryOf(environment, region, plan);
  return {
    ...versionOf(environment, region, plan, plan),
    name,
    tier,
    pools: [plan.pool, ...plan.fallbackPools].filter((pool) =>
      region.pools.some((candidate) => candidate.name === pool),
    ),
    // A cold region is prepared and runs nothing until it is made warm.
    replicas: replicasIn(plan, region),
    scaling,
    surge: hasSurgeRoom(environment, region, plan),
    headroom: region.cold ? 0 : plan.headroom,
    drainSeconds: Math.ceil(timing.drain.seconds),
    exposure,
    ...(canary && { canary }),
  };
}

function canaryOf(environment: Environment, region: RegionPlan, plan: InferencePlan): Canary | undefined {
  const canary = canaryIn(plan, region);
  if (canary === undefined) return undefined;
  const { weight, replicas } = canary;
  return { ...versionOf(environment, region, plan, canary), weight, replicas };
}

/** What the service or its canary runs. */
function versionOf(
  environment: Environment,
  region: RegionPlan,
  { name, pool: poolName, adapters, apiKeySecret: secret }: InferencePlan,
  { engine, model, command, nodesPerReplica, gpusPerReplica, timing }: ServedVersion,
): EngineVersion {
  const pool = known(
    region.pools.find((candidate) => candidate.name === poolName),
    `pool ${poolName}`,
  );
  const resources = known(podResources({ gpusPerReplica, nodesPerReplica }, pool), `hardware of the pool ${pool.name}`);
  const accelerator = known(pool.accelerator, `accelerator of the pool ${pool.name}`);
  return {
    engine,
    command,
    weights: weightsOf(environment, region, model, adapters),
    ...(secret !== undefined &&
      command.apiKeyVariable !== undefined && {
        apiKey: { secret: apiKeyName(name), variable: command.apiKeyVariable },
      }),
    nodesPerReplica,
    resources: { ...resources, vendor: accelerator.vendor },
    loadSeconds: timing.load.seconds,
    startupSeconds: Math.ceil(timing.startupLimit.seconds),
    cooldownSeconds: Math.ceil(timing.cooldown.seconds),
  };
}

/** The model, and each adapter beside it in a volume of its own. */
function weightsOf(
  environment: Environment,
  region: RegionPlan,
  model: ServedModel,
  served: InferencePlan['adapters'],
): MountedWeights {
  const base = weightsVolume({
    ...servedWeights(environment, region, model),
    region: region.name,
    path: servingPaths.model,
  });
  const adapters = served.map(({ name, trained }) =>
    weightsVolume({
      ...servedWeights(environment, region, trained, 'adapters'),
      name: `adapter-${name}`,
      sizeGib: adapterGib,
      region: region.name,
      path: `${servingPaths.adapters}/${name}`,
    }),
  );
  const parts = [base, ...adapters];
  return {
    initContainers: parts.map(({ initContainer }) => initContainer),
    volumes: parts.flatMap(({ volumes }) => volumes),
    mounts: parts.map(({ mount }) => mount),
  };
}

/** Room for the weights of an adapter: those of rank 64 for 70 billion parameters take less than 4 GiB. */
const adapterGib = 5;

function gatewayServices(
  environment: Environment,
  region: RegionPlan,
  endpoint: EndpointPlan,
  services: readonly ServedService[],
  plans: readonly InferencePlan[],
): GatewayService[] {
  return endpoint.services.map(({ name, targetPort }) => {
    const service = known(
      services.find((candidate) => candidate.name === name),
      `service ${name}`,
    );
    const plan = known(
      plans.find((candidate) => candidate.name === name),
      `plan of ${name}`,
    );
    const { rateLimit } = plan;
    return {
      name,
      port: targetPort,
      enginePort: service.command.port,
      engineHealthPath: service.command.healthPath,
      maxReplicas: Math.max(1, service.replicas.max),
      longestSeconds: service.drainSeconds,
      ...(service.replicas.min === 0 &&
        service.replicas.max > 0 && { wakeSeconds: Math.ceil(wakeSpan(environment, plan, region).worst) }),
      ...(service.canary && {
        canary: {
          weight: service.canary.weight,
          enginePort: service.canary.command.port,
          engineHealthPath: service.canary.command.healthPath,
          maxReplicas: service.canary.replicas.max,
        },
      }),
      // Requests of a key come to all gateways alike.
      ...(rateLimit !== undefined && { requestsPerMinute: Math.ceil(rateLimit / gatewayReplicas) }),
    };
  });
}
