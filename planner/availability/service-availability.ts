import type { Path } from '../../schemas/finding';
import type { Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { replicasIn } from '../inference/replicas-in';
import { pool, type RegionsModel, regionsAvailability, regionsUnavailability, serial } from './formulas';
import { isServed, neededAtPeak, type RegionLoss } from './region-loss';
import { loadSeconds } from './replicas';

/** One cause of downtime and the share of time that it costs. */
export interface Cause {
  readonly what: string;
  readonly unavailability: number;
  /** Setting or assumption that it follows from most. */
  readonly path: Path;
}

/** What a service achieves, with the causes of its downtime; the largest comes first. */
export interface ServiceAvailability {
  readonly service: string;
  readonly availability: number;
  readonly causes: readonly Cause[];
}

/** Parts of one region that every request passes. */
interface RegionParts {
  readonly loadBalancer: number;
  readonly zones: number;
  readonly replicas: number;
}

/**
 * Availability of a public service for its users.
 *
 * In a region a request passes the load balancer, EC2 in the region, and one of the replicas, of which enough for the
 * peak have to be up. What only starting and scaling need (EKS, ECR, S3, KMS) is not in the product.
 *
 * @param losses of {@link regionLosses}
 * @param failoverSeconds worst time of a failover between regions
 */
export function serviceAvailability(
  environment: Environment,
  service: InferencePlan,
  losses: readonly RegionLoss[],
  failoverSeconds: number,
): ServiceAvailability {
  const { assumptions } = environment;
  const index = environment.inference.indexOf(service);
  const own = losses.length > 0 ? losses.filter(({ lost }) => service.regions.includes(lost)) : alone(service);
  const parts = own.map(({ lost }) => regionParts(environment, service, lost));
  const regions = own.map(({ share }, position) => {
    const part = parts[position];
    return { share, down: part ? 1 - serial(part.loadBalancer, part.zones, part.replicas) : 1 };
  });
  const served = regions.reduce((sum, { share }) => sum + share, 0);
  const normalized = regions.map(({ share, down }) => ({
    down,
    share: served > 0 ? share / served : 1 / regions.length,
  }));
  const model: RegionsModel = {
    regions: normalized,
    needed: own.length > 1 && own.every((loss) => isServedAfter(service, loss)) ? own.length - 1 : own.length,
    commonCause: own.length > 1 ? assumptions.regionCommonCause : 0,
    missedFailovers: assumptions.missedFailovers,
    outageSeconds: assumptions.regionOutage.seconds,
    failoverSeconds,
  };
  const unavailability = regionsUnavailability(model);
  const front = losses.length > 0 ? assumptions.slas.route53 : 1;
  const ownPath: Path = ['inference', index, 'replicas', 'min'];
  const causes: Cause[] =
    own.length > 1
      ? [
          {
            what: 'outages of all regions at once',
            unavailability: unavailability.common,
            path: ['assumptions', 'regionCommonCause'],
          },
          { what: 'more regions down than others can replace', unavailability: unavailability.together, path: ownPath },
          {
            what: 'users of a lost region, until they are moved',
            unavailability: unavailability.switching,
            path: ['dns', 'ttl'],
          },
          {
            what: 'failovers that do not work',
            unavailability: unavailability.missed,
            path: ['assumptions', 'missedFailovers'],
          },
        ]
      : parts.flatMap((part): Cause[] => [
          { what: 'load balancer', unavailability: 1 - part.loadBalancer, path: ['assumptions', 'slas', 'elb'] },
          { what: 'EC2 in the region', unavailability: 1 - part.zones, path: ['assumptions', 'slas', 'ec2Region'] },
          {
            what: `fewer replicas of ${service.name} than its peak needs`,
            unavailability: 1 - part.replicas,
            path: ownPath,
          },
        ]);
  const answers: Cause = { what: 'Route 53', unavailability: 1 - front, path: ['assumptions', 'slas', 'route53'] };
  const all = [...causes, answers];
  return {
    service: service.name,
    availability: own.length === 0 ? 0 : regionsAvailability(model, front),
    causes: all.sort((a, b) => b.unavailability - a.unavailability),
  };
}

/** Without a public name nobody moves: the users of the first region stand for all. */
function alone(service: InferencePlan): RegionLoss[] {
  return service.regions
    .slice(0, 1)
    .map((lost) => ({ lost, share: 1, hasSuccessor: false, services: [], byService: new Map() }));
}

function isServedAfter(service: InferencePlan, loss: RegionLoss): boolean {
  const after = loss.byService.get(service.name) ?? [];
  return loss.hasSuccessor && after.length > 0 && after.every(({ outcome }) => isServed(outcome));
}

function regionParts(environment: Environment, service: InferencePlan, region: string): RegionParts {
  const { assumptions } = environment;
  const plan = environment.regions.find(({ name }) => name === region);
  // What only starts after the loss of another region is in the time of that failover.
  const min = (plan && replicasIn(service, plan).min) || service.replicas.min;
  const zones = plan ? zonesOf(plan, service) : 0;
  const needed = neededAtPeak(environment, service);
  const load = loadSeconds(service);
  const engine = assumptions.engineFailures.seconds / (assumptions.engineFailures.seconds + load);
  const replica = serial(assumptions.slas.ec2Instance ** service.nodesPerReplica, engine);
  return {
    loadBalancer: assumptions.slas.elb,
    zones: assumptions.slas.ec2Region,
    // All replicas in one zone share its fate: AWS promises no more for them than for one instance.
    replicas:
      pool(Math.min(needed, min), Math.max(min, 0), replica, zones > 1 ? assumptions.commonCause : 1) *
      (min > 0 ? 1 : 0),
  };
}

function zonesOf(region: RegionPlan, service: InferencePlan): number {
  return region.pools.find(({ name }) => name === service.pool)?.zones.length ?? 0;
}
