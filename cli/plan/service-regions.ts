import { prove } from '../../planner/availability/proof';
import { isServed, type ServiceAfterLoss } from '../../planner/availability/region-loss';
import type { Environment } from '../../planner/environment/environment';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import { canaryIn, replicasIn } from '../../planner/inference/replicas-in';
import { range } from '../../schemas/count';

/** Replicas of a service in one region. */
export interface RegionReplicas {
  readonly region: string;
  readonly kind: 'active' | 'standby' | 'cold';
  readonly min: number;
  readonly max: number;
  /** Those of its canary beside them; absent where none runs. */
  readonly canary?: { readonly min: number; readonly max: number };
}

/** What the loss of one region means for a service. */
export interface ServiceLoss {
  readonly lost: string;
  /** Per cent of the users of the public name; absent without one. */
  readonly users?: number;
  /** Where its users are served then. */
  readonly places: readonly {
    readonly region: string;
    readonly needed: number;
    readonly running: number;
    readonly settled: number;
    readonly carries: boolean;
    /** Seconds until everything is answered: typical and at worst. */
    readonly ready: readonly [number, number];
  }[];
}

export function replicasByRegion({ regions }: Environment, service: InferencePlan): RegionReplicas[] {
  return regions
    .filter(({ name }) => service.regions.includes(name))
    .map((region) => {
      const canary = canaryIn(service, region);
      return {
        region: region.name,
        kind: region.cold ? 'cold' : region.role,
        ...replicasIn(service, region),
        ...(canary && { canary: canary.replicas }),
      };
    });
}

/** Of every region that serves users of the service; what an internal one does is asked for in its own region only. */
export function serviceLosses(environment: Environment, service: InferencePlan): ServiceLoss[] {
  const { losses } = prove(environment);
  const moves = service.exposure === 'public' && environment.dns !== undefined;
  if (!moves) return service.regions.map((lost) => ({ lost, places: [] }));
  return losses
    .filter(({ lost, share }) => share > 0 && service.regions.includes(lost))
    .map(({ lost, share, hasSuccessor, byService }) => ({
      lost,
      users: Number((100 * share).toFixed(1)),
      places: (hasSuccessor ? (byService.get(service.name) ?? []) : []).map(placeOf),
    }));
}

function placeOf({ region, needed, running, settled, outcome, warm }: ServiceAfterLoss): ServiceLoss['places'][number] {
  return {
    region,
    needed,
    running,
    settled,
    carries: isServed(outcome),
    ready: [Math.round(warm.typical), Math.round(warm.worst)],
  };
}

/** `us-east-1 2–12, eu-west-1 1–12 in standby`. */
export function replicasText(replicas: readonly RegionReplicas[]): string {
  return replicas
    .map(({ region, kind, min, max, canary }) => {
      if (kind === 'cold') return `${region} none, it is cold`;
      const beside = canary ? ` and ${range(canary)} of the canary` : '';
      return `${region} ${range({ min, max })}${beside}${kind === 'standby' ? ' in standby' : ''}`;
    })
    .join(', ');
}

/** One line for each loss, such as `us-east-1: us-west-2 runs 2 of 2 needed, at once`. */
export function lossLines(losses: readonly ServiceLoss[]): string[] {
  if (losses.every(({ users }) => users === undefined))
    return ['nothing takes over: its callers are in its own region'];
  return losses.map(({ lost, places }) => {
    if (places.length === 0) return `${lost}: no other region serves its users`;
    return `${lost}: ${places.map(placeText).join(', ')}, ${endText(places)}`;
  });
}

function placeText({ region, needed, running, settled, carries }: ServiceLoss['places'][number]): string {
  const has = `${region} runs ${running} of ${needed} needed`;
  return carries ? has : `${has} with room for ${settled}`;
}

/** When everybody is served again, which the slowest region decides. */
function endText(places: ServiceLoss['places']): string {
  if (places.some(({ carries }) => !carries)) return 'which does not carry the load';
  const slowest = places.reduce((a, b) => (b.ready[1] > a.ready[1] ? b : a));
  return slowest.ready[1] === 0 ? 'at once' : `in full after ${slowest.ready[0]}–${slowest.ready[1]} s`;
}
