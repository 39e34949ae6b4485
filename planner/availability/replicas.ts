import { acceleratorRepairSeconds, evictionSeconds, groupEvictionSeconds } from '../../catalog/kubernetes-clocks';
import type { Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import { modelBehind } from '../environment/served-model';
import type { Span } from './time-budget';

/** From the start of the container until the engine answers, with the weights on the node's disk. */
export function loadSeconds({ timing }: InferencePlan): number {
  return timing.load.seconds;
}

/** Size of the weights that a new node fetches; of a tuned model, of the one that it was made from. */
export function weightsGib(environment: Environment, { model }: InferencePlan): number {
  return modelBehind(environment, model)?.sizeGib ?? 0;
}

/** From a failure of a node, or of a GPU in it, until the replica may start on another node, in seconds. */
export function lostNodeSeconds(failure: 'node' | 'gpu', { nodesPerReplica }: InferencePlan): Span {
  if (failure === 'gpu') return acceleratorRepairSeconds;
  return nodesPerReplica > 1 ? groupEvictionSeconds : evictionSeconds;
}
