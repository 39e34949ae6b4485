import type { Violation } from '../../../schemas/finding';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const spotCritical: Rule = {
  id: 'capacity/spot-critical',
  severity: 'warning',
  summary: 'A critical service does not run on Spot alone.',
  why: 'EC2 takes Spot instances back with two minutes of notice, often all of one type at once, and a new replica needs longer than that to load its model.',
  fix: 'Run it on on-demand or reserved capacity; keep Spot for services of lower tiers.',
  source: 'Amazon EC2 User Guide, "Spot Instance interruption notices"',
  check({ project }) {
    return project.inference.flatMap((service, index): Violation[] => {
      const found = findPool(project, service.pool);
      const others = service.fallbackPools.flatMap((name) => findPool(project, name)?.pool ?? []);
      const isSpotOnly = found?.pool.capacity === 'spot' && others.every(({ capacity }) => capacity === 'spot');
      if (service.tier !== 'critical' || !isSpotOnly) return [];
      return [
        {
          path: ['inference', index, 'pool'],
          message: `${service.name} is critical, and ${[service.pool, ...service.fallbackPools].join(' and ')} ${others.length > 0 ? 'have' : 'has'} Spot capacity only`,
          expected: 'a pool with on-demand or reserved capacity',
          found: service.pool,
          fix: `name another pool, or one to fall back to, or change pools[${found.index}].capacity`,
          involves: [
            ['inference', index, 'tier'],
            ['pools', found.index, 'capacity'],
          ],
        },
      ];
    });
  },
};
