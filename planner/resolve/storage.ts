import { boundedName, shortHash } from '../../catalog/name-limits';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import { parseSize } from '../../schemas/size';
import type { ZonePlan } from '../environment/network-plan';
import type { PoolPlan } from '../environment/pool-plan';
import type { LustrePlan, StoragePlan } from '../environment/storage-plan';
import type { Context } from './context';
import { poolRegions } from './pools';

export function resolveStorage(
  project: Project,
  region: string,
  code: string,
  pools: readonly PoolPlan[],
  zones: readonly ZonePlan[],
  context: Context,
): StoragePlan {
  const lustre = resolveLustre(project, region, pools, zones);
  return {
    modelBucket: bucketName(project, context.prefix, 'models', code),
    checkpointBucket: bucketName(project, context.prefix, 'checkpoints', code),
    accessLogBucket: bucketName(project, context.prefix, 'logs', code),
    checkpointRetention: parseDuration(project.storage.checkpointRetention),
    replicateTo: replicationTargets(project, region, context),
    ...(lustre && { lustre }),
  };
}

/**
 * Bucket names are unique in all of AWS. Without a prefix of the user's own, a hash that includes the state bucket's
 * name, which is unique itself, keeps two projects of the same name apart.
 */
function bucketName(project: Project, prefix: string, purpose: string, code: string): string {
  const { bucketPrefix } = project.storage;
  if (bucketPrefix !== undefined) return boundedName('s3-bucket', bucketPrefix, purpose, code);
  const identity = shortHash([project.name, project.environment, project.state.bucket ?? ''].join('/'));
  return boundedName('s3-bucket', prefix, purpose, code, identity);
}

/**
 * Artifacts go out from where they arise: models from the primary region, final checkpoints from where jobs run.
 * Copies are not copied again, so every source has to reach every other region itself.
 */
function replicationTargets(project: Project, region: string, context: Context): string[] {
  const isSource = region === context.primaryRegion || context.training.some((job) => job.regions.includes(region));
  if (!project.storage.replicate || !isSource) return [];
  return project.regions.map(({ name }) => name).filter((name) => name !== region);
}

function resolveLustre(
  project: Project,
  region: string,
  pools: readonly PoolPlan[],
  zones: readonly ZonePlan[],
): LustrePlan | undefined {
  const { lustre } = project.storage;
  if (lustre === undefined) return undefined;
  const trainingPools = new Set(project.training.map((job) => job.pool));
  const regions = lustre.regions ?? [...trainingPools].flatMap((pool) => poolRegions(project, pool));
  const trainingZone = pools.find((pool) => trainingPools.has(pool.name))?.zones[0];
  const zone = trainingZone ?? zones[0]?.id;
  if (!regions.includes(region) || zone === undefined) return undefined;
  return { capacityGib: parseSize(lustre.capacity).gib, throughput: lustre.throughput, zone };
}
