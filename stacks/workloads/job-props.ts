import { sharedClaim } from '../../constructs/training/shared-volume';
import type { TrainingJobProps } from '../../constructs/training/training-props';
import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { rolloutHost, trainingPaths } from '../../planner/environment/training-command';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { trainingPodResources } from '../../planner/training/pod-resources';
import { slowestStepSeconds } from '../../planner/training/slowest-step';
import { imageIn } from '../artifacts/image-copy';
import { layout } from '../artifacts/storage-layout';
import { filesInBuckets, hubTokens, trainingWeights } from '../artifacts/training-sources';
import { known, named } from '../known';
import { capacityEnd } from './capacity-end';

/** A job as its runs in a region are built. */
export function jobProps(environment: Environment, region: RegionPlan, job: TrainingPlan): TrainingJobProps {
  const { command, rollout, checkpoints } = job;
  const pool = named(region.pools, 'pool', job.pool);
  const model = environment.models.find(({ name }) => name === job.model);
  const ends = capacityEnd(pool);
  return {
    job: job.name,
    region: region.name,
    image: imageIn(environment, region.name, job.image),
    command: [...command.program, ...command.args],
    resumeArgs: command.resumeArgs,
    env: command.env,
    files: command.files,
    output: trainingPaths.output,
    cache: trainingPaths.cache,
    savesOnStop: job.parallel.strategy !== 'megatron',
    nodes: job.nodes,
    pool: job.pool,
    tier: 'standard',
    queue: job.queue,
    resources: known(trainingPodResources(job, pool), `hardware of the pool ${pool.name}`),
    weights: trainingWeights(environment, region, job),
    data: { folder: trainingPaths.data, files: filesInBuckets(job) },
    tokens: hubTokens(job),
    checkpoints: {
      bucket: region.storage.checkpointBucket,
      runs: `${layout.runs}${job.name}`,
      finals: `${layout.finals}${job.name}`,
      keep: checkpoints.keep,
      inParts: job.tuner !== 'full' && job.parallel.strategy === 'megatron',
      ...(checkpoints.storage === 'lustre' && { claim: sharedClaim }),
    },
    slowestStepSeconds: slowestStepSeconds(job, pool, model?.architecture),
    ...(ends !== undefined && { capacityEnds: ends }),
    ...(rollout && {
      rollout: {
        command: [...rollout.program, ...rollout.args],
        env: rollout.env,
        gpus: rollout.gpus,
        port: rollout.port,
        placeholder: rolloutHost,
      },
    }),
  };
}
