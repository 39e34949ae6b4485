import type { Violation } from '../../../schemas/finding';
import { mainPort } from '../../inference/gateway-port';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { answers, hasKnownPlace, publicServices } from './public-services';

export const partialService: Rule = {
  id: 'dns/partial-service',
  severity: 'warning',
  summary: 'A port of the public name is served in every region that answers for it.',
  why: 'DNS chooses the region by name, not by port. Users who are sent to a region without this service get their connections refused, and a failover takes it away from everybody.',
  fix: "Add the regions to the service's pool, or make the service internal.",
  source: 'Amazon Route 53 Developer Guide, "Choosing a routing policy" (answers depend on name and type only)',
  check({ project, environment }) {
    if (project.dns === undefined) return [];
    const services = publicServices(project, environment);
    const answering = environment.regions.filter(answers).map((region) => region.name);
    return services.flatMap((candidate): Violation[] => {
      const { service, index, port } = candidate;
      const onPort = services.filter((other) => other.port === port);
      // The main port has a rule of its own, dns/region-without-service; a shared port is judged at its first service.
      if (port === mainPort || onPort[0] !== candidate) return [];
      if (!onPort.every((other) => hasKnownPlace(project, other.service) && other.regions.length > 0)) return [];
      const without = answering.filter((region) => !onPort.some((other) => other.regions.includes(region)));
      const pool = findPool(project, service.pool);
      if (without.length === 0 || pool === undefined) return [];
      return [
        {
          path: ['inference', index, 'pool'],
          message: `${service.name} on port ${port} is not in ${without.join(', ')}, where ${project.dns?.host} also leads`,
          expected: `a pool in ${answering.join(', ')}`,
          found: service.pool,
          fix: `add ${without.join(', ')} to pools[${pool.index}].regions, or set exposure: internal`,
          involves: [['pools', pool.index, 'regions']],
        },
      ];
    });
  },
};
