import { type Fleet, isServing } from './fleet';
import { targetsOf } from './target-group';
import type { World } from './world';

/** How long clients wait for a place in the queue, in seconds. */
export const patienceSeconds = 30;

/**
 * Sends a request to a fleet; seconds until it is served, or undefined if it fails.
 *
 * @param rate requests a second that one replica answers
 */
export function serve(world: World, fleet: Fleet, rate: number, now: number): number | undefined {
  fleet.arrivals++;
  const candidates = targetsOf(fleet);
  const chosen = candidates[Math.floor(world.random() * candidates.length)];
  if (chosen === undefined || !isServing(world, chosen)) return undefined;
  const capacity = rate * candidates.filter((replica) => isServing(world, replica)).length;
  fleet.backlog = Math.max(0, fleet.backlog - capacity * (now - fleet.since));
  fleet.since = now;
  const wait = capacity > 0 ? fleet.backlog / capacity : Number.POSITIVE_INFINITY;
  if (wait > patienceSeconds) return undefined;
  fleet.backlog++;
  return wait;
}
