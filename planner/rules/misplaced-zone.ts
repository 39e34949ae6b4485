import { findRegion } from '../../catalog/regions';
import type { Path, Violation } from '../../schemas/finding';
import type { Pool, Project } from '../../schemas/project';
import { listed } from '../../schemas/suggest';
import type { Environment } from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import { hasKnownRegions, regionsWith } from './pools';

/** Says what is wrong with a zone id in which nodes of a pool are to run, if something is. */
export function misplacedZone(
  project: Project,
  environment: Environment,
  pool: Pool,
  zone: string,
  path: Path,
): Violation[] {
  const regions = regionsWith(environment, pool);
  const planned = regions.flatMap(plannedZones);
  // With a region that is unknown or has no network, what belongs to it cannot be judged.
  const isClear = regions.length > 0 && regions.every((region) => findRegion(region.name) && region.network.zones[0]);
  if (planned.includes(zone) || !isClear || !hasKnownRegions(project, pool)) return [];
  const home = regions.find((region) => zone.startsWith(`${region.code}-`));
  return [home === undefined ? elsewhere(project, pool, regions, zone, path) : notPlanned(project, home, zone, path)];
}

function elsewhere(project: Project, pool: Pool, regions: readonly RegionPlan[], zone: string, path: Path): Violation {
  const names = regions.map((region) => region.name).join(', ');
  const owner = project.regions.find((region) => findRegion(region.name)?.zones.includes(zone));
  const index = project.pools.indexOf(pool);
  const move = owner === undefined ? '' : `, or put the pool into ${owner.name} by pools[${index}].regions`;
  return {
    path,
    message: `${zone} is not a zone of ${names}`,
    expected: `a zone id of ${names}`,
    found: zone,
    fix: `use one of ${listed(regions.flatMap(plannedZones))}${move}`,
    involves: [['pools', index, 'regions']],
  };
}

function notPlanned(project: Project, home: RegionPlan, zone: string, path: Path): Violation {
  const index = project.regions.findIndex((region) => region.name === home.name);
  const planned = plannedZones(home);
  const { zones = [], avoid = [] } = findRegion(home.name) ?? {};
  const canBeAdded = zones.includes(zone) && !avoid.includes(zone);
  return {
    path,
    message: `the network of ${home.name} has no subnets in ${zone}`,
    expected: `one of ${planned.join(', ')}`,
    found: zone,
    fix: canBeAdded
      ? `set regions[${index}].zones to [${[...planned, zone].join(', ')}]`
      : `use one of ${planned.join(', ')}${avoid.includes(zone) ? `: EKS has no control plane in ${zone}` : ''}`,
    involves: [['regions', index, 'zones']],
  };
}

function plannedZones(region: RegionPlan): string[] {
  return region.network.zones.map(({ id }) => id);
}
