/** Who makes a pool's accelerators. */
export type AcceleratorVendor = 'nvidia' | 'aws' | 'amd';

/** The accelerators of a node. */
export interface Accelerator {
  /** Who makes them, which decides the resource that pods ask for. */
  readonly vendor: AcceleratorVendor;
  /** Model as a Kubernetes label value such as `nvidia-h100`. */
  readonly label: string;
  /** Accelerators on one node. */
  readonly count: number;
}

interface VendorFacts {
  /** Extended resource that the vendor's device plugin offers; it is the key of the pool's taint as well. */
  readonly resource: string;
  /** Whether the cluster autoscaler learns the count of the resource from the instance type. */
  readonly knownToAutoscaler: boolean;
  /** Labels that the vendor's DaemonSets select nodes by. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * How each vendor's nodes present themselves to Kubernetes.
 *
 * Sources: NVIDIA/k8s-device-plugin, chart 0.20 (affinity to `nvidia.com/gpu.present`), 2026-08; Amazon EKS User
 * Guide, "Neuron device plugin"; ROCm/k8s-device-plugin; kubernetes/autoscaler, AWS provider, which counts
 * GPUs of any maker as `nvidia.com/gpu` and no Neuron devices, 2026-08.
 */
export const acceleratorVendors: Readonly<Record<AcceleratorVendor, VendorFacts>> = {
  nvidia: { resource: 'nvidia.com/gpu', knownToAutoscaler: true, labels: { 'nvidia.com/gpu.present': 'true' } },
  aws: { resource: 'aws.amazon.com/neuron', knownToAutoscaler: false, labels: {} },
  amd: { resource: 'amd.com/gpu', knownToAutoscaler: false, labels: {} },
};
