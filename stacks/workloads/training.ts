import type { Construct } from 'constructs';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import { ManifestRelease } from '../../constructs/kubernetes/manifest-release';
import type { TerraformResource } from '../../constructs/substrate/cdktf';
import { followUps } from '../../constructs/training/follow-ups/follow-ups';
import { workflowBase } from '../../constructs/training/follow-ups/workflow';
import { type Schedule, schedules } from '../../constructs/training/schedule';
import { sharedVolume } from '../../constructs/training/shared-volume';
import { trainingJob } from '../../constructs/training/training-job';
import { jobLabel, trainingNamespace } from '../../constructs/training/training-props';
import { trainingScripts } from '../../constructs/training/training-scripts';
import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { dispatcherOf, homeRegion } from '../../planner/training/home-region';
import type { ClusterOutputs } from '../cluster-stack';
import { gitOpsOf } from '../git-ops';
import { known } from '../known';
import { awaitedBy, evaluationManifests, evaluationSchedule, evaluationsIn } from './evaluation';
import { followUpsOf, restartedBy } from './follow-ups';
import { jobProps } from './job-props';
import { deployedRun, templateOf } from './run-objects';
import { sentObjectsOf } from './sent-runs';

/**
 * The jobs and evaluations that a region can run: a release for each, and one for what they share. Helm keeps a release
 * in an object of 1 MiB, and a job that changes touches no other.
 */
export function addTraining(
  scope: Construct,
  environment: Environment,
  region: RegionPlan,
  cluster: ClusterOutputs,
): void {
  const jobs = [
    ...jobsOf(environment, region),
    ...jobsSentFrom(environment, region),
    ...evaluationsIn(environment, region),
  ];
  if (jobs.length === 0) return;
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
      ...gitOpsOf(environment),
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
  const evaluations = evaluationsIn(environment, region);
  if (jobs.length === 0 && sent.length === 0 && evaluations.length === 0) return [];
  return [
    ...(jobs.length > 0 || sent.length > 0 ? [trainingScripts()] : []),
    ...sharedStorage(jobs, sharedFileSystem),
    ...workflowBase(restartedBy(environment, jobs), awaitedBy(environment, region)),
    ...jobs.flatMap((job) => objectsOf(environment, region, job)),
    ...sent.flatMap((job) => sentObjectsOf(environment, job)),
    ...evaluations.flatMap((plan) => evaluationManifests(environment, region, plan)),
    ...schedules([
      ...[...jobs, ...sent].flatMap((job) => scheduleOf(environment, region, job)),
      ...evaluations.flatMap((plan) => evaluationSchedule(region, plan)),
    ]),
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

/** The other regions stand by, so that there is one run and not one in each. */
function scheduleOf(environment: Environment, region: RegionPlan, job: TrainingPlan): Schedule[] {
  if (job.run.on !== 'schedule') return [];
  return [{ job: job.name, cron: job.run.cron, standsBy: homeRegion(environment, job) !== region.name }];
}
