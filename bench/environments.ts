import { regions as awsRegions, clusterZones } from '../catalog/regions';
import { compileFile } from '../planner/compile';
import type { RegionCheckPlan } from '../planner/environment/dns-plan';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';

/** A region in the place of one of a spec. */
interface Name {
  readonly name: string;
  readonly code: string;
  /** In the order of those that they stand for. */
  readonly zones?: readonly string[];
}

/**
 * The environment of a spec with its regions repeated until there are `count`, under made-up names: AWS has fewer
 * regions than the scale at which growth shows. Only the primary region copies artifacts to the others.
 */
export function environmentWithRegions(spec: string, count: number): Environment {
  const names = Array.from({ length: count }, (_, index) => `xx-bench-${index}`);
  return environmentIn(
    spec,
    names.map((name) => ({ name, code: name })),
    count,
  );
}

/** A role whose policy names more buckets than of so many regions exceeds what IAM accepts. */
const mostCopies = 10;

/** The same under the names of regions that AWS has, for what knows them; no more than thirty, of which ten get copies. */
export function environmentInAwsRegions(spec: string, count: number): Environment {
  const names = awsRegions
    .map((region) => ({ name: region.name, code: region.code, zones: clusterZones(region) }))
    .filter(({ zones }) => zones.length >= 3);
  if (names.length < count) throw new Error(`AWS has ${names.length} regions with three zones, and not ${count}`);
  return environmentIn(spec, names.slice(0, count), mostCopies);
}

function environmentIn(spec: string, names: readonly Name[], copies: number): Environment {
  const { environment } = compileFile(spec, '2026-11-23');
  if (environment === undefined) throw new Error(`${spec} has errors`);
  const [primary, ...others] = names.map(({ name }) => name);
  const replicas = others.slice(0, copies);
  const regions = names.map((name, index) => {
    const model = environment.regions[index % environment.regions.length];
    if (model === undefined) throw new Error(`${spec} has no regions`);
    return renamed(model, name, index === 0 ? replicas : []);
  });
  const { dns, ...rest } = environment;
  return {
    ...rest,
    primaryRegion: primary ?? '',
    regions,
    registry: { ...environment.registry, replicaRegions: replicas },
    ...(dns && {
      dns: {
        ...dns,
        checks: names.flatMap(({ name }, index) => {
          const model = dns.checks[index % dns.checks.length];
          return model ? [checkOf(model, name, index === 0 ? replicas[0] : primary)] : [];
        }),
        records: names.map(({ name }) => ({
          key: name,
          name: dns.host,
          target: { region: name },
          routing: { type: 'weighted', weight: 100 },
        })),
      },
    }),
  };
}

function checkOf(
  { probes, drained, drainSwitch }: RegionCheckPlan,
  region: string,
  elsewhere?: string,
): RegionCheckPlan {
  const moved = drainSwitch &&
    elsewhere !== undefined && { ...drainSwitch, region: elsewhere, alarm: `${region}-drained` };
  return { region, probes, drained, ...(moved && { drainSwitch: moved }) };
}

function renamed(region: RegionPlan, { name, code, zones }: Name, replicateTo: readonly string[]): RegionPlan {
  const old = region.network.zones.map(({ id }) => id);
  // A new name may look like an old one.
  const slots = [...old, region.name, region.code];
  const marked = slots.reduce((text, slot, index) => text.replaceAll(slot, `<${index}>`), JSON.stringify(region));
  const fresh = [...old.map((id, index) => zones?.[index] ?? id.replace(region.code, code)), name, code];
  const copy = JSON.parse(marked.replace(/<(\d+)>/g, (_, index) => fresh[Number(index)] ?? '')) as RegionPlan;
  return { ...copy, name, code, storage: { ...copy.storage, replicateTo } };
}
