import { compileFile } from '../planner/compile';
import type { Environment, RegionPlan } from '../planner/environment';

/**
 * The environment of a spec with its regions repeated until there are `count`, under made-up names: AWS has fewer
 * regions than the scale at which growth shows. Only the primary region copies artifacts to the others.
 */
export function environmentWithRegions(spec: string, count: number): Environment {
  const { environment } = compileFile(spec, '2026-11-23');
  if (environment === undefined) throw new Error(`${spec} has errors`);
  const names = Array.from({ length: count }, (_, index) => `xx-bench-${index}`);
  const regions = names.map((name, index) => {
    const model = environment.regions[index % environment.regions.length];
    if (model === undefined) throw new Error(`${spec} has no regions`);
    return renamed(model, name, index === 0 ? names.slice(1) : []);
  });
  const { dns, ...rest } = environment;
  return {
    ...rest,
    primaryRegion: names[0] ?? '',
    regions,
    registry: { ...environment.registry, replicaRegions: names.slice(1) },
    ...(dns && {
      dns: {
        ...dns,
        records: names.map((name) => ({
          key: name,
          name: dns.host,
          target: { region: name },
          routing: { type: 'weighted', weight: 100 },
        })),
      },
    }),
  };
}

function renamed(region: RegionPlan, name: string, replicateTo: readonly string[]): RegionPlan {
  const swap = (text: string) => text.replaceAll(region.name, name).replaceAll(region.code, name);
  const copy = JSON.parse(swap(JSON.stringify(region))) as RegionPlan;
  return { ...copy, name, code: name, storage: { ...copy.storage, replicateTo } };
}
