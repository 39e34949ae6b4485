import { findInstanceType } from '../../../catalog/instance-types';
import { nodeHardware } from '../../../catalog/node-hardware';
import type { RegionPlan } from '../../../planner/environment/region-plan';
import { allocatable } from '../../../planner/fit/allocatable';

/** What pods can have of a node. */
export interface Node {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Accelerators by resource. */
  readonly devices: Readonly<Record<string, number>>;
}

/** The smallest node of each pool of a region, by the pool's name. */
export function nodesOf({ pools, cluster: { systemPool } }: RegionPlan): Readonly<Record<string, Node>> {
  const accelerated = pools.map(({ name, instances, maxPods, accelerator, efa }) => {
    const devices = {
      ...(accelerator?.vendor === 'nvidia' && { 'nvidia.com/gpu': accelerator.count }),
      ...(efa && { 'vpc.amazonaws.com/efa': Math.min(...instances.map(({ efaInterfaces }) => efaInterfaces)) }),
    };
    return [name, { ...allocatable(instances, maxPods), devices }] as const;
  });
  const system = systemPool.instanceTypes.map((name) => {
    const type = findInstanceType(name);
    if (type === undefined) throw new Error(`unknown instance type ${name}`);
    return type;
  });
  return {
    ...Object.fromEntries(accelerated),
    system: { ...allocatable(system, nodeHardware(system).maxPods), devices: {} },
  };
}
