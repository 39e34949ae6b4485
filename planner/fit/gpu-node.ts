import { findGpu } from '../../catalog/gpus';
import { type InstanceType, instanceTypes } from '../../catalog/instance-types';

/** A node as the planner sees it. */
export interface GpuNode {
  readonly instanceType: string;
  readonly gpu: string;
  readonly count: number;
  /** What a process can allocate on one GPU. */
  readonly usableGib: number;
  /** Peak of the matrix units without sparsity. */
  readonly tflops: number;
  /** Bandwidth of the GPU's memory. */
  readonly memoryTBps: number;
  readonly link: 'nvlink' | 'pcie';
  readonly bf16: boolean;
  readonly computeCapability: number;
  readonly hostGib: number;
  readonly networkGbps: number;
  readonly usdPerHour?: number;
}

/** Undefined for an instance type without NVIDIA GPUs, on which Ninefold plans no work. */
export function gpuNodeOf(type: InstanceType): GpuNode | undefined {
  const { accelerator } = type;
  const gpu = accelerator && findGpu(accelerator.model);
  if (gpu?.denseTflops === undefined || accelerator?.memoryTBps === undefined) return undefined;
  return {
    instanceType: type.name,
    gpu: gpu.model,
    count: accelerator.count,
    usableGib: accelerator.usableMemoryGiB,
    tflops: gpu.denseTflops,
    memoryTBps: accelerator.memoryTBps,
    link: accelerator.link,
    bf16: gpu.bf16,
    computeCapability: Number(gpu.computeCapability ?? 0),
    hostGib: type.memoryGiB,
    networkGbps: type.networkGbps,
    ...(type.onDemandUsdPerHour !== undefined && { usdPerHour: type.onDemandUsdPerHour }),
  };
}

/** Nodes of every instance type that has a node image, the cheapest first and those without a price last. */
export function gpuNodesByPrice(): GpuNode[] {
  return instanceTypes
    .filter(({ needsCustomAmi }) => !needsCustomAmi)
    .map(gpuNodeOf)
    .filter((node) => node !== undefined)
    .sort((a, b) => (a.usdPerHour ?? Number.POSITIVE_INFINITY) - (b.usdPerHour ?? Number.POSITIVE_INFINITY));
}

/**
 * The node that a plan has to fit: of several instance types, the one with the least memory in the host. Their GPUs are
 * the same (compute/mixed-accelerators). Undefined without NVIDIA GPUs.
 */
export function nodeForPool(types: readonly InstanceType[]): GpuNode | undefined {
  const nodes = types.map(gpuNodeOf).filter((node) => node !== undefined);
  return nodes.sort((a, b) => a.hostGib - b.hostGib)[0];
}
