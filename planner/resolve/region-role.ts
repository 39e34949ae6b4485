import type { Project, Region } from '../../schemas/project';

/** The first active region, or the first one if none is active. */
export function primaryRegionOf({ regions }: Project): string {
  return (regions.find(({ role }) => role === 'active') ?? regions[0])?.name ?? '';
}

/** Whether nodes and replicas of a region start only when it is deployed as warm; an active one is warm whatever it says. */
export function isCold({ role, standby }: Pick<Region, 'role' | 'standby'>): boolean {
  return role === 'standby' && standby === 'cold';
}
