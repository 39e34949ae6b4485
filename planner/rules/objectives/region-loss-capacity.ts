import type { Violation } from '../../../schemas/finding';
import { promisedServices, prove } from '../../availability/proof';
import type { ServiceAfterLoss } from '../../availability/region-loss';
import type { Environment } from '../../environment/environment';
import type { Rule } from '../rule';

export const regionLossCapacity: Rule = {
  id: 'objectives/region-loss-capacity',
  severity: 'error',
  summary: 'The other regions have room for the critical services of a region that is lost.',
  why: 'DNS sends the users of the lost region to others at once. If even with everything of a lower tier pushed out there is no room for the replicas that they need, the other regions fail under the load too.',
  fix: "Raise `replicas.max` or the pool's `nodes.max`, or put less important services into a pool of their own.",
  source:
    'AWS Well-Architected Framework, REL10 and REL11 (static stability); Kubernetes documentation, "Pod Priority and Preemption"',
  check({ environment }) {
    const { objectives } = environment;
    if (!objectives.promised.includes('recovery')) return [];
    const promised = new Set(promisedServices(environment).map(({ name }) => name));
    const short = prove(environment)
      .losses.filter(({ share }) => share > 0)
      .flatMap(({ lost, services }) =>
        services
          .filter(({ service, outcome }) => promised.has(service) && outcome === 'short')
          .map((after) => ({ lost, after })),
      );
    // One finding for a service: its worst case.
    const names = [...new Set(short.map(({ after }) => after.service))];
    return names.flatMap((name): Violation[] => {
      const cases = short.filter(({ after }) => after.service === name);
      const [first, ...others] = cases;
      if (first === undefined) return [];
      const { lost, after } = others.reduce((a, b) => (b.after.needed > a.after.needed ? b : a), first);
      return [violation(environment, lost, after)];
    });
  },
};

function violation(environment: Environment, lost: string, after: ServiceAfterLoss): Violation {
  const index = environment.inference.findIndex(({ name }) => name === after.service);
  const service = environment.inference[index];
  const region = environment.regions.find(({ name }) => name === after.region);
  const message = `when ${lost} is lost, ${after.region} needs ${after.needed} replicas of ${after.service}, and has room for ${after.settled}`;
  const involves = [['objectives', 'recovery'], ['regions'], ['assumptions'], ['inference'], ['pools']];
  if (service !== undefined && after.needed > service.replicas.max) {
    return {
      path: ['inference', index, 'replicas', 'max'],
      message,
      expected: `${after.needed} or more`,
      found: String(service.replicas.max),
      fix: `set max to ${after.needed} or more`,
      involves,
    };
  }
  const pool = region?.pools.find(({ name }) => name === service?.pool);
  const missing = service ? (after.needed - after.settled) * service.gpusPerReplica : 0;
  const nodes = (pool?.nodes.max ?? 0) + Math.ceil(missing / Math.max(1, pool?.accelerator?.count ?? 1));
  return {
    path: ['inference', index, 'pool'],
    message: `${message} (${missing} GPUs are missing in its pool)`,
    expected: `${nodes} nodes in the pool ${service?.pool}`,
    found: `${pool?.nodes.max ?? 0} nodes`,
    fix: `set nodes.max of ${service?.pool} to ${nodes} or more`,
    involves,
  };
}
