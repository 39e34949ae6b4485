import type { InstanceType } from '../../catalog/instance-types';
import type { NodeAccelerator } from '../../catalog/node-hardware';

export interface NodeRange {
  readonly min: number;
  readonly max: number;
}

export type Capacity =
  | { readonly type: 'on-demand' }
  | { readonly type: 'spot' }
  | {
      readonly type: 'reservation' | 'capacity-block';
      readonly reservation: string;
      readonly zone?: string;
      readonly instances: number;
      readonly starts?: string;
      readonly ends?: string;
    };

/** One pool in one region. */
export interface PoolPlan {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  /** The instance types that the catalog knows, in the same order. */
  readonly instances: readonly InstanceType[];
  /** Accelerators of one node; absent if no instance type is known. */
  readonly accelerator?: NodeAccelerator;
  readonly capacity: Capacity;
  readonly nodes: NodeRange;
  readonly provisioner: 'managed' | 'karpenter';
  readonly efa: boolean;
  /** Whether nodes are placed close together: with EFA, unless a reservation has placed them already. */
  readonly placementGroup: boolean;
  /** Zone ids; one with EFA or a reservation. */
  readonly zones: readonly string[];
  readonly diskGib: number;
  /** Local NVMe storage of the smallest instance type; 0 for none. */
  readonly nvmeGb: number;
  /** Most pods on a node. */
  readonly maxPods: number;
  /** Images that its nodes hold before pods need them, in the order in which they come. */
  readonly images: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** The kind of capacity, and the reservation that it is from. */
export function capacityText(capacity: Capacity): string {
  return 'reservation' in capacity ? `${capacity.type} ${capacity.reservation}` : capacity.type;
}

/** GPUs of all nodes of a pool. */
export function gpusOf({ nodes, accelerator }: Pick<PoolPlan, 'nodes' | 'accelerator'>): NodeRange {
  const each = accelerator?.count ?? 0;
  return { min: nodes.min * each, max: nodes.max * each };
}

export function sumRanges(ranges: readonly NodeRange[]): NodeRange {
  return ranges.reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), { min: 0, max: 0 });
}
