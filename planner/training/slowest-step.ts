import type { Architecture } from '../../catalog/models';
import type { PoolPlan } from '../environment/pool-plan';
import type { TrainingPlan } from '../environment/training-plan';
import { checkpointBytes } from './checkpoint-bytes';

/** Where nothing is known of the model or the GPUs. */
const unknownSeconds = 600;

/** How much longer than the estimate a step may take: sequences differ, and other traffic is on the network. */
const stepMargin = 3;

/** Bytes a second that a node writes: to several disks of its own, to one volume over the network, or to Lustre. */
const writeRates = { nvme: 1e9, volume: 0.25e9, lustre: 0.5e9 } as const;

/**
 * Longest time of a step with a checkpoint, in seconds: what a job needs to stop in good order. Without sharding one node
 * writes everything.
 */
export function slowestStepSeconds(job: TrainingPlan, { nvmeGb }: PoolPlan, model: Architecture | undefined): number {
  const { fit, parallel, nodes, checkpoints } = job;
  if (fit === undefined || model === undefined) return unknownSeconds;
  const rate = checkpoints.storage === 'lustre' ? writeRates.lustre : writeRates[nvmeGb > 0 ? 'nvme' : 'volume'];
  const writers = parallel.strategy === 'ddp' ? 1 : nodes;
  return Math.ceil(stepMargin * fit.speed.stepSeconds + checkpointBytes(job, model).total / writers / rate);
}
