import { helperImages } from '../../catalog/images';
import { tiers } from '../environment/tier';
import type { Context } from './context';

/**
 * Images that pods of workloads on a pool run, in the order in which a new node should have them: the small one that
 * brings weights and that every pod starts with, the engines of services and their canaries by tier, then trainers and evaluators. None for a pool on
 * which nothing runs.
 */
export function poolImages(
  pool: string,
  { training, inference, evaluation }: Pick<Context, 'training' | 'inference' | 'evaluation'>,
): string[] {
  const services = inference.filter((plan) => plan.pool === pool || plan.fallbackPools.includes(pool));
  const engines = tiers.flatMap((tier) => services.filter((plan) => plan.tier === tier));
  const trainers = training.filter((plan) => plan.pool === pool);
  const evaluators = evaluation.filter(({ serves }) => serves?.pool === pool);
  const served = engines.flatMap(({ command, canary }) => [command.image, ...(canary ? [canary.command.image] : [])]);
  const large = [...served, ...[...trainers, ...evaluators].map(({ image }) => image)];
  return large.length === 0 ? [] : [...new Set([helperImages.awsCli, ...large])];
}
