import type { Construct } from 'constructs';
import { type GatewayEntry, InferenceService, InferenceServices } from '../../constructs/inference/inference-services';
import type { Canary, EngineVersion, ServedService } from '../../constructs/inference/served-service';
import type { WeightsProps } from '../../constructs/models/weights';
import { wakeSpan } from '../../planner/availability/wake-span';
import type { Environment } from '../../planner/environment/environment';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import { type ServedModel, type ServedVersion, servingPaths } from '../../planner/environment/inference-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { podResources } from '../../planner/inference/pod-resources';
import { canaryIn, replicasIn } from '../../planner/inference/replicas-in';
import { hasSurgeRoom } from '../../planner/inference/surge';
import { imageIn } from '../artifacts/image-copy';
import { servedWeights } from '../artifacts/served-weights';
import type { ClusterOutputs } from '../cluster-stack';
import { gitOpsOf } from '../git-ops';
import { known, named } from '../known';
import { evaluatorsOf } from './evaluation';
import { servedVersion } from './served-version';

/** The services of a region, and their gateway where some are public. */
export function addInference(
  scope: Construct,
  environment: Environment,
  region: RegionPlan,
  cluster: ClusterOutputs,
): void {
  const plans = environment.inference.filter(({ regions }) => regions.includes(region.name));
  if (plans.length === 0) return;
  const services = new InferenceServices(scope, 'inference', {
    region: region.name,
    vpcCidr: region.network.cidr,
    ...gitOpsOf(environment),
  });
  for (const plan of plans) {
    const entry = entryOf(environment, region, plan, cluster);
    new InferenceService(services, plan.name, { ...serviceOf(environment, region, plan), ...(entry && { entry }) });
  }
}

function entryOf(
  environment: Environment,
  region: RegionPlan,
  plan: InferencePlan,
  { targetGroupArns }: ClusterOutputs,
): GatewayEntry | undefined {
  const endpoint = region.endpoint?.services.find(({ name }) => name === plan.name);
  if (endpoint === undefined) return undefined;
  const { min, max } = replicasIn(plan, region);
  return {
    port: endpoint.targetPort,
    targetGroupArn: known(targetGroupArns[plan.name], `target group of ${plan.name}`),
    healthCheckPath: endpoint.healthCheckPath,
    ...(min === 0 && max > 0 && { wakeSeconds: Math.ceil(wakeSpan(environment, plan, region).worst) }),
    ...(plan.rateLimit !== undefined && { requestsPerMinute: plan.rateLimit }),
  };
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
    askedBy: evaluatorsOf(environment, region, name),
    version: servedVersion(plan),
    ...(plan.apiKeySecret !== undefined && { apiKeySecret: plan.apiKeySecret }),
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
  { pool: poolName, adapters }: InferencePlan,
  { engine, model, command, nodesPerReplica, gpusPerReplica, timing }: ServedVersion,
): EngineVersion {
  const pool = named(region.pools, 'pool', poolName);
  const resources = known(podResources({ gpusPerReplica, nodesPerReplica }, pool), `hardware of the pool ${pool.name}`);
  const accelerator = known(pool.accelerator, `accelerator of the pool ${pool.name}`);
  return {
    engine,
    command: { ...command, image: imageIn(environment, region.name, command.image) },
    weights: weightsOf(environment, region, model, adapters),
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
): WeightsProps[] {
  return [
    { ...servedWeights(environment, region, model), region: region.name, path: servingPaths.model },
    ...served.map(({ name, trained }) => ({
      ...servedWeights(environment, region, trained, 'adapters'),
      name: `adapter-${name}`,
      region: region.name,
      path: `${servingPaths.adapters}/${name}`,
    })),
  ];
}
