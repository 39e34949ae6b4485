import { findInstanceType } from '../../../catalog/instance-types';
import type { RegionPlan } from '../../../planner/environment';

/** What pods can have of a node. */
export interface Node {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Accelerators by resource. */
  readonly devices: Readonly<Record<string, number>>;
}

/** The smallest node of each pool of a region, by the pool's name. */
export function nodesOf({ pools, cluster: { systemPool } }: RegionPlan): Readonly<Record<string, Node>> {
  const accelerated = pools.map(({ name, instanceTypes, maxPods, accelerator }) => {
    const devices = accelerator?.vendor === 'nvidia' ? { 'nvidia.com/gpu': accelerator.count } : {};
    return [name, { ...smallest(instanceTypes, maxPods), devices }] as const;
  });
  return {
    ...Object.fromEntries(accelerated),
    system: { ...smallest(systemPool.instanceTypes, systemPool.maxPods), devices: {} },
  };
}

function smallest(types: readonly string[], maxPods: number): { cpu: number; memoryGib: number } {
  const nodes = types.map((name) => {
    const type = findInstanceType(name);
    if (type === undefined) throw new Error(`unknown instance type ${name}`);
    return { cpu: type.vcpus - reservedCpu(type.vcpus), memoryGib: type.memoryGiB - reservedGib(maxPods) };
  });
  return {
    cpu: Math.min(...nodes.map(({ cpu }) => cpu)),
    memoryGib: Math.min(...nodes.map(({ memoryGib }) => memoryGib)),
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of two more, 0.25 % of the rest. Source: awslabs/amazon-eks-ami. */
function reservedCpu(cores: number): number {
  const at = (index: number) => (index === 0 ? 0.06 : index === 1 ? 0.01 : index < 4 ? 0.005 : 0.0025);
  return Array.from({ length: cores }, (_, index) => at(index)).reduce((sum, part) => sum + part, 0);
}

/** 255 MiB and 11 MiB a pod, and 100 MiB at which pods are evicted. Source: awslabs/amazon-eks-ami. */
function reservedGib(maxPods: number): number {
  return (255 + 11 * maxPods + 100) / 1024;
}
