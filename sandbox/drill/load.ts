import { peakReplicas } from '../../planner/availability/region-loss';
import { trafficShares } from '../../planner/availability/traffic';
import type { Environment } from '../../planner/environment/environment';
import type { InferencePlan } from '../../planner/environment/inference-plan';

/** Users of each public service, in proportion to its peak; without a public name, of each service. */
export function divideUsers(environment: Environment, users: number): ReadonlyMap<InferencePlan, number> {
  const shares = trafficShares(environment, new Set());
  const reached = environment.inference.filter(
    ({ exposure, regions }) => regions.length > 0 && (environment.dns === undefined || exposure === 'public'),
  );
  const weights = reached.map((service) =>
    environment.dns === undefined ? service.replicas.min : peakReplicas(environment, service, shares),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return new Map(
    reached.map((service, index) => [service, sum > 0 ? Math.round((users * (weights[index] ?? 0)) / sum) : 0]),
  );
}

/** Rates at which the busiest hour loads the replicas as the plan assumes: requests a second by service. */
export function ratesPerReplica(
  environment: Environment,
  requestsPerSecond: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const shares = trafficShares(environment, new Set());
  return new Map(
    environment.inference.map((service) => {
      const { assumptions, dns } = environment;
      const peak =
        dns === undefined ? assumptions.peakLoad * service.replicas.min : peakReplicas(environment, service, shares);
      const rate = requestsPerSecond.get(service.name) ?? 0;
      return [service.name, peak > 0 ? rate / peak : 0] as const;
    }),
  );
}
