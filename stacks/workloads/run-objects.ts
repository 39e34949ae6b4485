import { boundedName } from '../../catalog/name-limits';
import { contentDigest } from '../../constructs/kubernetes/content-digest';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import type { ConfigMap } from '../../constructs/kubernetes/objects';
import type { FollowUpsProps } from '../../constructs/training/follow-ups/follow-ups';
import { workflow } from '../../constructs/training/follow-ups/workflow';
import { runPlaceholder, runTemplate } from '../../constructs/training/run-template';
import type { TrainingJobProps, TrainingRun } from '../../constructs/training/training-props';
import { trainingRun } from '../../constructs/training/training-run';
import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { followUpsOf } from './follow-ups';
import { jobProps } from './job-props';

/** How long what is left of a submitted run can be looked at, in seconds. What it made stays. */
export const keptSeconds = 14 * 24 * 3600;

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
export function deployedRun(job: TrainingPlan, props: TrainingJobProps, after: FollowUpsProps): Manifest[] {
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
