import { replicasIn } from '../../planner/inference/replicas-in';
import type { Fleet } from './fleet';
import { patienceSeconds } from './requests';
import type { World } from './world';

/** How often the autoscaler looks: the default of the horizontal pod autoscaler. */
export const autoscalerSeconds = 15;

/** Looks over which it averages, so that chance does not start replicas. */
const smoothing = 4;

/** Load above what is there that starts more: the default tolerance of the horizontal pod autoscaler. */
const tolerance = 1.1;

/**
 * Asks for as many replicas as the requests need, within the bounds of the spec.
 *
 * @param rate requests a second that one replica answers
 */
export function scale(world: World, fleet: Fleet, rate: number, now: number): void {
  const { service, region } = fleet;
  const { min, max } = replicasIn(service, region);
  fleet.load += (fleet.arrivals / autoscalerSeconds - fleet.load) / smoothing;
  fleet.arrivals = 0;
  if (world.lostRegions.has(region.name) || region.cold) return;
  const present = fleet.replicas.length + fleet.pending;
  const needed = rate > 0 ? (fleet.load + fleet.backlog / patienceSeconds) / rate : 0;
  const wanted = needed > tolerance * present ? Math.ceil(needed) : present;
  const target = Math.min(max, Math.max(min, wanted));
  if (target <= present) return;
  if (present >= min) world.note(now, `${service.name} in ${region.name} grows from ${present} to ${target} replicas`);
  fleet.pending += target - present;
}
