import type { Path, Violation } from '../../../schemas/finding';
import { poolRegions } from '../../resolve/pools';
import { findPool, hasKnownRegions } from '../pools';
import type { Rule } from '../rule';

export const standbySize: Rule = {
  id: 'region/standby-size',
  severity: 'warning',
  summary: 'Sizes for standby regions are set where there is one.',
  why: '`nodes.standby` and `replicas.standby` are the sizes of a standby region. Where the pool is in none nothing reads them: whoever wrote them counts on capacity that is not there.',
  fix: 'Give a region of the pool `role: standby`, or remove the line.',
  source: 'Ninefold: `pools[].nodes.standby`, `inference[].replicas.standby`',
  check({ project }) {
    const standby = new Set(project.regions.filter(({ role }) => role === 'standby').map(({ name }) => name));
    const unread = (poolName: string, path: Path, size: number | undefined): Violation[] => {
      const found = findPool(project, poolName);
      if (size === undefined || found === undefined || !hasKnownRegions(project, found.pool)) return [];
      const regions = poolRegions(project, poolName);
      if (regions.some((region) => standby.has(region))) return [];
      return [
        {
          path,
          message: `${poolName} is in no standby region, so nothing reads this size`,
          expected: 'a standby region that has the pool',
          found: regions.join(', '),
          fix: 'remove this line, or make a region of the pool a standby',
          involves: [['regions'], ['pools', found.index, 'regions']],
        },
      ];
    };
    return [
      ...project.pools.flatMap(({ name, nodes }, index) =>
        unread(name, ['pools', index, 'nodes', 'standby'], nodes.standby),
      ),
      ...project.inference.flatMap(({ pool, replicas }, index) =>
        unread(pool, ['inference', index, 'replicas', 'standby'], replicas.standby),
      ),
    ];
  },
};
