import type { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { contentDigest } from '../../constructs/kubernetes/content-digest';
import type { JobSet } from '../../constructs/kubernetes/custom-resources/jobset';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import { ManifestRelease } from '../../constructs/kubernetes/manifest-release';
import type { ConfigMap } from '../../constructs/kubernetes/objects';
import { dispatchedRun, type RegionValues } from '../../constructs/queues/dispatched-run';
import type { TerraformResource } from '../../constructs/substrate/cdktf';
import { type FollowUpsProps, followUps } from '../../constructs/training/follow-ups/follow-ups';
import { workflow, workflowBase } from '../../constructs/training/follow-ups/workflow';
import { runPlaceholder, runTemplate } from '../../constructs/training/run-template';
import { type Schedule, schedules } from '../../constructs/training/schedule';
import { sharedClaim, sharedVolume } from '../../constructs/training/shared-volume';
import { trainingJob } from '../../constructs/training/training-job';
import {
  jobLabel,
  type TrainingJobProps,
  type TrainingRun,
  trainingNamespace,
} from '../../constructs/training/training-props';
import { trainingRun } from '../../constructs/training/training-run';
import { trainingScripts } from '../../constructs/training/training-scripts';
import type { Environment } from '../../planner/environment/environment';
import type { PoolPlan } from '../../planner/environment/pool-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { rolloutHost, trainingPaths } from '../../planner/environment/training-command';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { dispatcherOf, homeRegion } from '../../planner/training/home-region';
import { trainingPodResources } from '../../planner/training/pod-resources';
import { slowestStepSeconds } from '../../planner/training/slowest-step';
import { layout } from '../artifacts/storage-layout';
import { filesInBuckets, hubTokens, trainingWeights } from '../artifacts/training-sources';
import type { ClusterOutputs } from '../cluster-stack';
import { known } from '../known';
import { regionValuesOf } from '../region-values';
import { followUpsOf, restartedBy } from './follow-ups';

/**
 * The jobs that a region can run: a release for each, and one for what they share. Helm keeps a release in an object of
 * 1 MiB, and a job that changes touches no other.
 */
export function addTraining(
  scope: Construct,
  environment: Environment,
  region: RegionPlan,
  cluster: ClusterOutputs,
): void {
  const jobs = [...jobsOf(environment, region), ...jobsSentFrom(environment, region)];
  if (jobs.length === 0) return;
  const { delivery } = environment;
  let grouped: ReadonlyMap<string | undefined, readonly Manifest[]> | undefined;
  const membersOf = (job: string | undefined) => {
    grouped ??= groupBy(trainingManifests(environment, region, cluster), ({ metadata }) => metadata.labels?.[jobLabel]);
    return grouped.get(job) ?? [];
  };
  const release = (name: string, job: string | undefined, dependsOn: readonly TerraformResource[]) =>
    new ManifestRelease(scope, name, {
      name,
      namespace: trainingNamespace,
      folder: region.name,
      ...(delivery.by === 'argocd' && { gitOps: delivery }),
      manifests: () => membersOf(job),
      // A run waits for its nodes, and then takes hours.
      wait: false,
      dependsOn,
    }).release;
  const shared = release('training', undefined, []);
  for (const { name } of jobs) release(`training-${name}`, name, [shared]);
}

/** Jobs that a queue of the region sends to other regions. */
function jobsSentFrom(environment: Environment, region: RegionPlan): TrainingPlan[] {
  return environment.training.filter((job) => dispatcherOf(environment, job) === region.name);
}

/** Jobs whose pods run in the region. */
function jobsOf(environment: Environment, region: RegionPlan): TrainingPlan[] {
  const sent = jobsSentFrom(environment, region);
  return environment.training.filter((job) => job.regions.includes(region.name) && !sent.includes(job));
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** What the runs of a region's jobs need, the templates of runs, the runs that a deployment starts, and the schedules. */
export function trainingManifests(
  environment: Environment,
  region: RegionPlan,
  { sharedFileSystem }: Pick<ClusterOutputs, 'sharedFileSystem'>,
): Manifest[] {
  const sent = jobsSentFrom(environment, region);
  const jobs = jobsOf(environment, region);
  if (jobs.length === 0 && sent.length === 0) return [];
  return [
    trainingScripts(),
    ...sharedStorage(jobs, sharedFileSystem),
    ...workflowBase(restartedBy(environment, jobs)),
    ...jobs.flatMap((job) => objectsOf(environment, region, job)),
    ...sent.flatMap((job) => sentObjectsOf(environment, job)),
    ...schedules([...jobs, ...sent].flatMap((job) => scheduleOf(environment, region, job))),
  ];
}

/** The file system, where jobs of the region save to it. */
function sharedStorage(jobs: readonly TrainingPlan[], system: ClusterOutputs['sharedFileSystem']): Manifest[] {
  if (!jobs.some(({ checkpoints }) => checkpoints.storage === 'lustre')) return [];
  const part = (name: keyof typeof system) => known(system[name], `${name} of the file system`);
  return [...sharedVolume({ id: part('id'), dnsName: part('dnsName'), mountName: part('mountName') })];
}

function objectsOf(environment: Environment, region: RegionPlan, job: TrainingPlan): Manifest[] {
  const props = jobProps(environment, region, job);
  const after = followUpsOf(environment, region, job, props);
  const isHome = homeRegion(environment, job) === region.name;
  return [
    ...trainingJob(props),
    ...followUps(after),
    templateOf(environment, region, job),
    ...(job.run.on === 'deploy' && isHome ? deployedRun(job, props, after) : []),
  ];
}

/** Of jobs that run in other regions: only their runs are here, and all else is there. */
function sentObjectsOf(environment: Environment, job: TrainingPlan): Manifest[] {
  if (job.run.on !== 'deploy') return [sentTemplateOf(environment, job)];
  const worker = firstWorker(environment, job);
  const props = jobProps(environment, worker, job);
  const deployed = deployedRun(job, props, followUpsOf(environment, worker, job, props));
  return [sentTemplateOf(environment, job), ...sentRuns(deployed, regionValuesOf(worker))];
}

/** The first of the regions that take a job: what is sent is made as it would be there. */
function firstWorker(environment: Environment, job: TrainingPlan): RegionPlan {
  const sender = dispatcherOf(environment, job);
  return known(
    environment.regions.find(({ name }) => job.regions.includes(name) && name !== sender),
    `region that takes ${job.name}`,
  );
}

/** What follows a run reads its checkpoints, which are elsewhere: only the runs themselves are sent. */
function sentRuns(objects: readonly Manifest[], values: RegionValues): Manifest[] {
  return objects
    .filter((object): object is JobSet => object.kind === 'JobSet')
    .map((run) => dispatchedRun(run, values));
}

/** From which runs are started that other regions take. */
export function sentTemplateOf(environment: Environment, job: TrainingPlan): ConfigMap {
  const worker = firstWorker(environment, job);
  const run = { name: runPlaceholder, run: runPlaceholder };
  const here = trainingRun(jobProps(environment, worker, job), run, keptSeconds);
  return runTemplate(job.name, sentRuns([here], regionValuesOf(worker)));
}

/** How long what is left of a submitted run can be looked at, in seconds. What it made stays. */
const keptSeconds = 14 * 24 * 3600;

/** From which runs are started by hand and on schedule. */
export function templateOf(environment: Environment, region: RegionPlan, job: TrainingPlan): ConfigMap {
  const props = jobProps(environment, region, job);
  const run: TrainingRun = { name: runPlaceholder, run: runPlaceholder };
  const after = followUpsOf(environment, region, job, props);
  return runTemplate(job.name, [
    trainingRun(props, run, keptSeconds),
    workflow(after, run, { own: `${runPlaceholder}-after`, steps: runPlaceholder }, keptSeconds),
  ]);
}

/**
 * The run that a deployment starts. Its checkpoints belong to what it trains: with another command, other weights or data
 * it is another run, which starts from the beginning. Its object, which cannot be changed, belongs to all that it is made
 * of: with another image of a helper, say, it is replaced, and goes on from the last checkpoint. The same is true of the
 * workflow after it, which does not do twice what another one has done.
 */
function deployedRun(job: TrainingPlan, props: TrainingJobProps, after: FollowUpsProps): Manifest[] {
  const { image, command, nodes, gpusPerNode, weights, datasets, rollout } = job;
  const sources = props.weights.map(({ prefix }) => prefix);
  const run = runName(job.name, { image, command, nodes, gpusPerNode, weights, sources, datasets, rollout });
  const draft = trainingRun(props, { name: run, run });
  const named: TrainingRun = { name: runName(job.name, draft), run };
  const next = runName(`${job.name}-after`, workflow(after, named, { own: run, steps: run }));
  return [trainingRun(props, named), workflow(after, named, { own: next, steps: next })];
}

function runName(job: string, content: unknown): string {
  const digest = contentDigest(JSON.stringify(content), 8);
  return boundedName('training-run', job, digest);
}

/** The other regions stand by, so that there is one run and not one in each. */
function scheduleOf(environment: Environment, region: RegionPlan, job: TrainingPlan): Schedule[] {
  if (job.run.on !== 'schedule') return [];
  return [{ job: job.name, cron: job.run.cron, standsBy: homeRegion(environment, job) !== region.name }];
}

/** A job as its runs in a region are built. */
export function jobProps(environment: Environment, region: RegionPlan, job: TrainingPlan): TrainingJobProps {
  const { command, rollout, checkpoints } = job;
  const pool = known(
    region.pools.find(({ name }) => name === job.pool),
    `pool ${job.pool}`,
  );
  const model = environment.models.find(({ name }) => name === job.model);
  const ends = endOf(pool);
  return {
    job: job.name,
    region: region.name,
    image: job.image,
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

/** In seconds since 1970. */
function endOf({ capacity }: PoolPlan): number | undefined {
  return 'ends' in capacity && capacity.ends !== undefined ? Date.parse(capacity.ends) / 1000 : undefined;
}
