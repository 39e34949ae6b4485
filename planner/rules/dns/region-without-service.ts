import type { Violation } from '../../../schemas/finding';
import { mainPort } from '../../inference/gateway-port';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { answers, hasKnownPlace, publicServices } from './public-services';

export const regionWithoutService: Rule = {
  id: 'dns/region-without-service',
  severity: 'error',
  summary: 'Standby regions, and regions with public services, serve port 443 of the public name.',
  why: 'A standby region without the service cannot take over: its records are not even built, and the loss of the other region is an outage. In a region that has other public services only, the health check on port 443 fails from the first day.',
  fix: "Add the region to the `regions` of the service's pool, or leave them out.",
  source: 'Amazon Route 53 Developer Guide, "Active-active and active-passive failover"',
  check({ project, environment }) {
    if (project.dns === undefined) return [];
    const onMainPort = publicServices(project, environment).filter(({ port }) => port === mainPort);
    const [main] = onMainPort;
    const pool = main && findPool(project, main.service.pool);
    if (main === undefined || pool === undefined) return [];
    if (!onMainPort.every(({ service }) => hasKnownPlace(project, service))) return [];
    return environment.regions.flatMap((region, index): Violation[] => {
      const expected = region.role === 'standby' || region.endpoint !== undefined;
      if (answers(region) || !expected) return [];
      return [
        {
          path: ['pools', pool.index, 'regions'],
          message: `${main.service.name} is not in ${region.name}, so ${project.dns?.host} cannot be answered there`,
          expected: `${region.name} among the regions`,
          fix: `add ${region.name}, or serve port ${mainPort} there from another pool`,
          involves: [
            ['inference', main.index, 'pool'],
            ['regions', index],
          ],
        },
      ];
    });
  },
};
