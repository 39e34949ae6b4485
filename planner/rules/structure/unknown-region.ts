import { findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import { suggest, suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces, type Reference } from './references';

export const unknownRegion: Rule = {
  id: 'structure/unknown-region',
  severity: 'error',
  summary: 'Pools, file systems, canaries and evaluations lie in regions of the project.',
  why: 'Outside the regions of the project there is no network and no cluster, so what is meant for there is never built.',
  fix: 'Write the name of one of the `regions`, or add the region.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.regions.map(({ name }) => name);
    return regionReferences(project).flatMap(({ path, name }): Violation[] => {
      if (names.includes(name) || isMisspeltThere(project, name)) return [];
      return [
        {
          path,
          message: `the project has no region ${JSON.stringify(name)}`,
          expected: 'a region of the project',
          found: name,
          fix: suggestFrom(name, names, 'region'),
          involves: namePlaces('regions', project.regions),
        },
      ];
    });
  },
};

function regionReferences({ pools, storage, inference, evaluation }: Project): Reference[] {
  return [
    ...pools.flatMap((pool, index) =>
      (pool.regions ?? []).map((name, position) => ({ path: ['pools', index, 'regions', position], name })),
    ),
    ...(storage.lustre?.regions ?? []).map((name, position) => ({
      path: ['storage', 'lustre', 'regions', position],
      name,
    })),
    ...inference.flatMap(({ canary }, index) =>
      (canary?.regions ?? []).map((name, position) => ({
        path: ['inference', index, 'canary', 'regions', position],
        name,
      })),
    ),
    ...evaluation.flatMap(({ regions }, index) =>
      (regions ?? []).map((name, position) => ({ path: ['evaluation', index, 'regions', position], name })),
    ),
  ];
}

/** Whether the mistake is in `regions`, where another rule reports it, and the reference is right. */
function isMisspeltThere({ regions }: Project, name: string): boolean {
  return regions.some((region) => findRegion(region.name) === undefined && suggest(region.name, [name]) === name);
}
