import type { AcceleratorVendor, Arch, InstanceType } from './instance-types';
import type { Dated } from './table';

/** Value of `aws_eks_node_group.ami_type` for Amazon Linux 2023. */
export type AmiType = `AL2023_${string}`;

export const amiTypesAsOf: Dated = {
  asOf: '2026-07-14',
  source:
    'amazon-eks-ami CHANGELOG, release v20260714; Amazon EKS User Guide, "Use EKS-optimized accelerated AMIs for GPU instances"; Amazon EKS Best Practices Guide, AI/ML compute',
};

/**
 * Amazon Linux 2023 images by architecture and accelerator. EKS has no image with a driver for AMD GPUs, and none for
 * Neuron devices on arm64.
 */
const amiTypes: Readonly<Record<Arch, Readonly<Partial<Record<AcceleratorVendor | 'none', AmiType>>>>> = {
  x86_64: {
    none: 'AL2023_x86_64_STANDARD',
    nvidia: 'AL2023_x86_64_NVIDIA',
    aws: 'AL2023_x86_64_NEURON',
  },
  arm64: {
    none: 'AL2023_ARM_64_STANDARD',
    nvidia: 'AL2023_ARM_64_NVIDIA',
  },
};

/**
 * The same release as Karpenter names it; it chooses the variant by the instance type.
 * Source: Karpenter documentation, "NodeClasses", `spec.amiSelectorTerms`.
 */
export const karpenterImages = 'al2023@v20260714';

/** The image for an instance type, or undefined if EKS publishes none that drives its accelerator. */
export function findAmiType(type: InstanceType): AmiType | undefined {
  if (type.needsCustomAmi) return undefined;
  return amiTypes[type.arch][type.accelerator?.vendor ?? 'none'];
}
