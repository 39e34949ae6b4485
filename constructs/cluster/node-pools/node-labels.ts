import { type Accelerator, acceleratorVendors } from './accelerator';
import { efaLabel } from './efa-resources';

/** What the labels of a pool's nodes depend on. */
export interface LabelledPool {
  /** The pool's name, unique in the cluster. */
  readonly name: string;
  /** The user's labels; the pool's own win. */
  readonly labels: Readonly<Record<string, string>>;
  readonly accelerator: Accelerator;
  /** Whether the nodes have Elastic Fabric Adapters. */
  readonly hasEfa: boolean;
}

/** Label whose value is the pool of a node. */
export const poolLabel = 'ninefold.dev/pool';

/** The pool of the nodes without accelerators: value of its label, start of its node group's name. */
export const systemPoolName = 'system';

/** Label of these nodes, which are always there; as a selector it keeps pods to them. */
export const systemNodes: Readonly<Record<string, string>> = { [poolLabel]: systemPoolName };

/** Labels by which pods, device plugins and autoscalers find the nodes of a pool. */
export function nodeLabels({ name, labels, accelerator, hasEfa }: LabelledPool): Record<string, string> {
  return {
    ...labels,
    ...acceleratorVendors[accelerator.vendor].labels,
    // The autoscaler's own label: it then waits for the device plugin instead of starting a second node.
    'k8s.amazonaws.com/accelerator': accelerator.label,
    [poolLabel]: name,
    ...(hasEfa && { [efaLabel]: 'true' }),
  };
}

/** Keeps everything off nodes with accelerators that does not ask for one. Kubernetes' spelling of the effect. */
export function acceleratorTaint({ vendor }: Pick<Accelerator, 'vendor'>) {
  return { key: acceleratorVendors[vendor].resource, value: 'present', effect: 'NoSchedule' } as const;
}
