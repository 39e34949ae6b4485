import { type AmiType, findAmiType } from './ami-types';
import { findGpu } from './gpus';
import type { AcceleratorVendor, InstanceType } from './instance-types';

/** What Kubernetes needs to know of the nodes of one pool, which may be of several instance types. */
interface NodeHardware {
  /** Image that EKS publishes for them; absent if there is none. */
  readonly amiType?: AmiType;
  /** Accelerators of one node; absent without any. */
  readonly accelerator?: NodeAccelerator;
  /** Local NVMe storage of the smallest type; 0 for none. */
  readonly nvmeGB: number;
  /** Most pods on a node. */
  readonly maxPods: number;
}

export interface NodeAccelerator {
  readonly vendor: AcceleratorVendor;
  readonly model: string;
  /** Value of the node label `k8s.amazonaws.com/accelerator`. */
  readonly label: string;
  readonly count: number;
}

/** The types of a pool have the same architecture and accelerators, so the first one tells these. */
export function nodeHardware(instances: readonly InstanceType[]): NodeHardware {
  const [first] = instances;
  const amiType = first && findAmiType(first);
  const accelerator = acceleratorOf(first);
  return {
    ...(amiType && { amiType }),
    ...(accelerator && { accelerator }),
    nvmeGB: instances.length === 0 ? 0 : Math.min(...instances.map((type) => type.nvmeGB)),
    maxPods: maxPodsOf(instances),
  };
}

function acceleratorOf(type: InstanceType | undefined): NodeAccelerator | undefined {
  const accelerator = type?.accelerator;
  const gpu = accelerator && findGpu(accelerator.model);
  if (accelerator === undefined || gpu === undefined) return undefined;
  return { vendor: accelerator.vendor, model: gpu.model, count: accelerator.count, label: gpu.label };
}

/**
 * With prefix delegation addresses are no longer the limit, and EKS caps the pods of a node by its size.
 * Source: Amazon EKS User Guide, "Assign more IP addresses to Amazon EKS nodes with prefixes".
 */
function maxPodsOf(instances: readonly InstanceType[]): number {
  return instances.length > 0 && instances.every((type) => type.vcpus >= 30) ? 250 : 110;
}

/**
 * Network cards and EFA interfaces of the nodes of a pool. One launch template serves every instance type of a pool, so
 * the layout is the one of the smallest type; undefined without a type.
 */
export function efaHardware(
  instances: readonly InstanceType[],
): Pick<InstanceType, 'networkCards' | 'efaInterfaces'> | undefined {
  const smallest = [...instances].sort((a, b) => a.networkCards - b.networkCards)[0];
  if (smallest === undefined) return undefined;
  const { networkCards, efaInterfaces } = smallest;
  return { networkCards, efaInterfaces };
}
