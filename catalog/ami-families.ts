import type { AcceleratorVendor, Arch, InstanceType } from './instance-types';
import type { Dated } from './table';

/** Value of `aws_eks_node_group.ami_type` for Amazon Linux 2023. */
export type AmiType = `AL2023_${string}`;

/** An AMI that EKS publishes for managed node groups. */
export interface AmiFamily {
  readonly amiType: AmiType;
  /** NVIDIA driver in the release of {@link amiFamiliesAsOf}; NVIDIA images only. */
  readonly nvidiaDriver?: string;
  /** Whether the image brings the Kubernetes device plugin; without it the cluster must run one. */
  readonly hasDevicePlugin: boolean;
}

export const amiFamiliesAsOf: Dated = {
  asOf: '2026-07-14',
  source:
    'amazon-eks-ami CHANGELOG, release v20260714; Amazon EKS User Guide, "Use EKS-optimized accelerated AMIs for GPU instances"; Amazon EKS Best Practices Guide, AI/ML compute',
};

/**
 * Amazon Linux 2023 images by architecture and accelerator. EKS has no image with a driver for AMD GPUs, and none for
 * Neuron devices on arm64.
 */
const amiFamilies: Readonly<Record<Arch, Readonly<Partial<Record<AcceleratorVendor | 'none', AmiFamily>>>>> = {
  x86_64: {
    none: { amiType: 'AL2023_x86_64_STANDARD', hasDevicePlugin: false },
    nvidia: { amiType: 'AL2023_x86_64_NVIDIA', nvidiaDriver: '580.159.03', hasDevicePlugin: false },
    aws: { amiType: 'AL2023_x86_64_NEURON', hasDevicePlugin: false },
  },
  arm64: {
    none: { amiType: 'AL2023_ARM_64_STANDARD', hasDevicePlugin: false },
    nvidia: { amiType: 'AL2023_ARM_64_NVIDIA', nvidiaDriver: '580.159.03', hasDevicePlugin: false },
  },
};

/**
 * The same release as Karpenter names it; it chooses the variant by the instance type.
 * Source: Karpenter documentation, "NodeClasses", `spec.amiSelectorTerms`.
 */
export const karpenterImages = 'al2023@v20260714';

/** The image for an instance type, or undefined if EKS publishes none that drives its accelerator. */
export function findAmiFamily(type: InstanceType): AmiFamily | undefined {
  if (type.needsCustomAmi) return undefined;
  return amiFamilies[type.arch][type.accelerator?.vendor ?? 'none'];
}
