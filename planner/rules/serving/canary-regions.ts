import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canaryRegions: Rule = {
  id: 'serving/canary-regions',
  severity: 'error',
  summary: 'A canary runs in regions that run its service.',
  why: 'Where the service has no pool, or the region is cold, there are no requests of which the canary could get a part.',
  fix: 'Name regions of the service, or none for all of them.',
  source: 'Ninefold',
  check({ project, environment }) {
    return project.inference.flatMap(({ name, canary }, index): Violation[] => {
      const plan = environment.inference[index];
      return (canary?.regions ?? []).flatMap((region, position) => {
        const planned = environment.regions.find((candidate) => candidate.name === region);
        // A region that the project does not have is another mistake: structure/unknown-region.
        if (planned === undefined || plan?.canary?.regions.includes(region)) return [];
        return [
          {
            path: ['inference', index, 'canary', 'regions', position],
            message: planned.cold ? `${region} is cold and runs no replica of ${name}` : `${name} is not in ${region}`,
            expected: (plan?.regions ?? []).filter((other) => isWarm(environment.regions, other)).join(', '),
            found: region,
            fix: 'name another region of the service, or remove this one',
            involves: [['inference', index, 'pool'], ['pools'], ['regions']],
          },
        ];
      });
    });
  },
};

function isWarm(regions: readonly { readonly name: string; readonly cold: boolean }[], name: string): boolean {
  return regions.some((region) => region.name === name && !region.cold);
}
