import type { JobSet } from '../../constructs/kubernetes/custom-resources/jobset';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import type { ConfigMap } from '../../constructs/kubernetes/objects';
import { dispatchedRun, type RegionValues } from '../../constructs/queues/dispatched-run';
import { runPlaceholder, runTemplate } from '../../constructs/training/run-template';
import type { TrainingJobProps } from '../../constructs/training/training-props';
import { trainingRun } from '../../constructs/training/training-run';
import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { dispatcherOf } from '../../planner/training/home-region';
import { known } from '../known';
import { regionValuesOf } from '../region-values';
import { followUpsOf } from './follow-ups';
import { jobProps } from './job-props';
import { deployedRun, keptSeconds } from './run-objects';

/** Of jobs that run in other regions: only their runs are here, and all else is there. */
export function sentObjectsOf(environment: Environment, job: TrainingPlan): Manifest[] {
  if (job.run.on !== 'deploy') return [sentTemplateOf(environment, job)];
  const worker = firstWorker(environment, job);
  const props = sentProps(environment, worker, job);
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

/** Any region may take the run, so its image is no region's copy. */
function sentProps(environment: Environment, worker: RegionPlan, job: TrainingPlan): TrainingJobProps {
  return { ...jobProps(environment, worker, job), image: job.image };
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
  const here = trainingRun(sentProps(environment, worker, job), run, keptSeconds);
  return runTemplate(job.name, sentRuns([here], regionValuesOf(worker)));
}
