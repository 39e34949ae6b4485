import { findRegion, type Region } from '../../../catalog/regions';
import type { Path } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';

/** One entry of a region's `zones`. */
export interface ZoneEntry {
  readonly path: Path;
  readonly zone: string;
  readonly region: Region;
}

/** The zones that the spec names, in regions that the catalog knows. */
export function eachZone({ regions }: Project): ZoneEntry[] {
  return regions.flatMap(({ name, zones = [] }, index) => {
    const region = findRegion(name);
    if (region === undefined) return [];
    return zones.map((zone, position) => ({ path: ['regions', index, 'zones', position], zone, region }));
  });
}
