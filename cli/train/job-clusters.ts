import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { homeRegion } from '../../planner/training/home-region';
import { UserError } from '../exit';
import { kubectlContexts } from './kubectl';

/** A job of the spec. @throws UserError if there is none of that name */
export function findJob({ training }: Environment, name: string): TrainingPlan {
  const job = training.find((candidate) => candidate.name === name);
  if (job !== undefined) return job;
  const names = training.map((candidate) => candidate.name);
  throw new UserError(
    `the spec has no training job ${name}`,
    names.length === 0 ? 'add it to training' : `there is ${names.join(', ')}`,
  );
}

/**
 * The regions that have a job, in the order in which a run is tried: the one whose cluster starts runs by itself first.
 *
 * @param only the region that the user asks for
 * @throws UserError if the job is not there
 */
export function jobRegions(environment: Environment, job: TrainingPlan, only?: string): RegionPlan[] {
  const home = homeRegion(environment, job);
  const able = environment.regions
    .filter(({ name }) => job.regions.includes(name) || name === home)
    .sort((a, b) => Number(b.name === home) - Number(a.name === home));
  if (only === undefined) return able;
  const chosen = able.filter(({ name }) => name === only);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `${job.name} cannot run in ${only}: its pool ${job.pool} is not there`,
    `choose one of ${able.map(({ name }) => name).join(', ')}`,
  );
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
