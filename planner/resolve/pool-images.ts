import { helperImages } from '../../catalog/images';
import type { InferencePlan } from '../environment/inference-plan';
import { tiers } from '../environment/tier';
import type { TrainingPlan } from '../environment/training-plan';

/**
 * Images that pods of workloads on a pool run, in the order in which a new node should have them: the small one that
 * brings weights and that every pod starts with, the engines of services and their canaries by tier, then trainers. None for a pool on
 * which nothing runs.
 */
export function poolImages(
  pool: string,
  training: readonly TrainingPlan[],
  inference: readonly InferencePlan[],
): string[] {
  const services = inference.filter((plan) => plan.pool === pool || plan.fallbackPools.includes(pool));
  const engines = tiers.flatMap((tier) => services.filter((plan) => plan.tier === tier));
  const trainers = training.filter((plan) => plan.pool === pool);
  const served = engines.flatMap(({ command, canary }) => [command.image, ...(canary ? [canary.command.image] : [])]);
  const large = [...served, ...trainers.map(({ image }) => image)];
  return large.length === 0 ? [] : [...new Set([helperImages.awsCli, ...large])];
}
