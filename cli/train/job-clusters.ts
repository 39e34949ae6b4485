import type { Environment } from '../../planner/environment/environment';
import type { EvaluationPlan } from '../../planner/environment/evaluation-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { homeRegion } from '../../planner/training/home-region';
import { UserError } from '../exit';
import { kubectlContexts } from './kubectl';

/** What runs are of: a training job, or an evaluation. */
export type RunnablePlan = TrainingPlan | EvaluationPlan;

/** A training job or an evaluation of the spec. @throws UserError if there is none of that name */
export function findJob({ training, evaluation }: Environment, name: string): RunnablePlan {
  const jobs = [...training, ...evaluation];
  const job = jobs.find((candidate) => candidate.name === name);
  if (job !== undefined) return job;
  const names = jobs.map((candidate) => candidate.name);
  throw new UserError(
    `the spec has no training job and no evaluation ${name}`,
    names.length === 0 ? 'add it to training or evaluation' : `there is ${names.join(', ')}`,
  );
}

/**
 * The regions that have a job, in the order in which a run is tried: the one whose cluster starts runs by itself first.
 *
 * @param only the region that the user asks for
 * @throws UserError if the job is not there
 */
export function jobRegions(environment: Environment, job: RunnablePlan, only?: string): RegionPlan[] {
  const home = 'startsIn' in job ? job.startsIn[0] : homeRegion(environment, job);
  const able = environment.regions
    .filter(({ name }) => job.regions.includes(name) || name === home)
    .sort((a, b) => Number(b.name === home) - Number(a.name === home));
  if (only === undefined) return able;
  const chosen = able.filter(({ name }) => name === only);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `${job.name} cannot run in ${only}: ${placeOf(job)} is not there`,
    `choose one of ${able.map(({ name }) => name).join(', ')}`,
  );
}

function placeOf(job: RunnablePlan): string {
  if (!('startsIn' in job)) return `its pool ${job.pool}`;
  return job.serves ? `its pool ${job.serves.pool}` : 'its service';
}

/**
 * The context of kubectl for a region's cluster: named like the cluster, or as `aws eks update-kubeconfig` or eksctl
 * name it.
 *
 * @param chosen what the user names instead
 * @throws UserError if kubectl does not know the cluster
 */
export function contextOf({ name: region, cluster }: RegionPlan, chosen?: string): string {
  if (chosen !== undefined) return chosen;
  const found = kubectlContexts().find(
    (context) =>
      context === cluster.name ||
      (context.startsWith(`arn:aws`) &&
        context.includes(`:eks:${region}:`) &&
        context.endsWith(`:cluster/${cluster.name}`)) ||
      context.endsWith(`@${cluster.name}.${region}.eksctl.io`),
  );
  if (found !== undefined) return found;
  throw new UserError(
    `kubectl does not know the cluster ${cluster.name} in ${region}`,
    `aws eks update-kubeconfig --region ${region} --name ${cluster.name}`,
  );
}
