import type { Project } from '../../schemas/project';

/** The first active region, or the first one if none is active. */
export function primaryRegionOf({ regions }: Project): string {
  return (regions.find(({ role }) => role === 'active') ?? regions[0])?.name ?? '';
}
