import type { InstanceType } from '../../catalog/instance-types';

/** What pods can have of a node. */
interface Allocatable {
  readonly cpu: number;
  readonly memoryGib: number;
}

/**
 * What is left for pods on the smallest of some instance types, after what EKS's images keep for the system: 6 % of the
 * first core, 1 % of the second, 0.5 % of two more and 0.25 % of the rest; 255 MiB, 11 MiB for each pod, and 100 MiB at
 * which pods are evicted.
 *
 * Source: awslabs/amazon-eks-ami, nodeadm, kubelet configuration (kube-reserved), 2026-08.
 */
export function allocatable(types: readonly InstanceType[], maxPods: number): Allocatable {
  const reservedGib = (255 + 11 * maxPods + 100) / 1024;
  return {
    cpu: Math.min(...types.map(({ vcpus }) => vcpus - reservedCpu(vcpus))),
    memoryGib: Math.min(...types.map(({ memoryGiB }) => memoryGiB - reservedGib)),
  };
}

/** GiB in huge pages that EKS's images set aside on nodes with EFA. */
export function hugePagesGib(efa: boolean): number {
  return efa ? 10 : 0;
}

function reservedCpu(cores: number): number {
  const share = (index: number) => (index === 0 ? 0.06 : index === 1 ? 0.01 : index < 4 ? 0.005 : 0.0025);
  return Array.from({ length: cores }, (_, index) => share(index)).reduce((sum, part) => sum + part, 0);
}
