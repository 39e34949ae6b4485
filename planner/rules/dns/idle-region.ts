import type { Violation } from '../../../schemas/finding';
import { findPool, hasKnownRegions } from '../pools';
import type { Rule } from '../rule';
import { answers } from './public-services';

export const idleRegion: Rule = {
  id: 'dns/idle-region',
  severity: 'warning',
  summary: 'An active region serves, trains or evaluates something.',
  why: 'The region gets a network, a cluster and NAT gateways, and no record of the public name leads there.',
  fix: 'Add the region to the `regions` of a pool with a workload, or remove it.',
  source: 'Ninefold: a region takes part in the public name if it has the pool of a public service',
  check({ project, environment }) {
    const evaluated = project.evaluation.flatMap(({ pool }) => (pool === undefined ? [] : [{ pool }]));
    const workloads = [...project.inference, ...project.training, ...evaluated];
    // Where the name of a pool or of a region is wrong, what runs where cannot be told.
    const isClear =
      project.pools.every((pool) => hasKnownRegions(project, pool)) &&
      workloads.every(({ pool }) => findPool(project, pool) !== undefined);
    if (project.dns === undefined || !isClear || !environment.regions.some(answers)) return [];
    const { inference, training, evaluation } = environment;
    const busy = new Set([...inference, ...training, ...evaluation].flatMap((workload) => workload.regions));
    return environment.regions.flatMap((region, index): Violation[] => {
      if (region.role !== 'active' || busy.has(region.name)) return [];
      return [
        {
          path: ['regions', index, 'name'],
          message: `${region.name} is active, and no workload has its pool there`,
          expected: 'a pool with a workload',
          fix: `add ${region.name} to the regions of a pool, or remove it`,
          involves: [['pools'], ['inference'], ['training'], ['evaluation']],
        },
      ];
    });
  },
};
