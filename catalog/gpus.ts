import type { AcceleratorVendor } from './instance-types';
import type { Dated } from './table';

/** One accelerator model, whatever its memory; sizes are in `instance-types.ts`. */
interface Gpu {
  readonly model: string;
  readonly vendor: AcceleratorVendor;
  /** Generation, as the vendor names it. */
  readonly architecture: string;
  /** CUDA compute capability; NVIDIA only. @example '8.6' */
  readonly computeCapability?: string;
  /** Whether the matrix units compute in bfloat16. Without it, training and serving use float16. */
  readonly bf16: boolean;
  /** Whether the matrix units compute in FP8. */
  readonly fp8: boolean;
  /**
   * Value of the node label `k8s.amazonaws.com/accelerator`, by which Cluster Autoscaler recognises nodes whose device
   * plugin has not registered yet. Where Cluster Autoscaler has a name for the model, it is that name.
   */
  readonly label: string;
  /**
   * Peak of the matrix units without sparsity, in TFLOPS: bfloat16, or float16 where there is no bfloat16. Absent for
   * accelerators that Ninefold plans no work on.
   */
  readonly denseTflops?: number;
  /** Oldest NVIDIA driver branch for the model, where the one in the EKS AMIs is older. */
  readonly minDriverBranch?: number;
}

export const gpusAsOf: Dated = {
  asOf: '2026-08-31',
  source:
    'Karpenter for AWS, scraped GPU metadata (architecture, compute capability); NVIDIA CUDA C++ Programming Guide, "Compute Capabilities"; AWS Neuron documentation, "NeuronCore architecture"; Cluster Autoscaler, cloudprovider/aws (label values); amazon-eks-ami, doc/usage/g7-ami.md (driver); data sheets of NVIDIA T4, V100, A10G, L4, L40S, A100, H100, H200, B200 and B300 (matrix units), RTX PRO 6000 from its 4,000 TOPS in sparse FP4, RTX PRO 4500 from that by the ratio of their FP32 rates',
};

export const gpus: readonly Gpu[] = [
  nvidia('V100', 'Volta', '7.0', 'nvidia-tesla-v100', 125),
  nvidia('T4', 'Turing', '7.5', 'nvidia-tesla-t4', 65),
  nvidia('T4G', 'Turing', '7.5', 'nvidia-t4g', 65),
  nvidia('A100', 'Ampere', '8.0', 'nvidia-tesla-a100', 312),
  nvidia('A10G', 'Ampere', '8.6', 'nvidia-a10g', 70),
  nvidia('L4', 'Ada Lovelace', '8.9', 'nvidia-l4', 121),
  nvidia('L40S', 'Ada Lovelace', '8.9', 'nvidia-l40s', 362),
  nvidia('H100', 'Hopper', '9.0', 'nvidia-h100', 989),
  nvidia('H200', 'Hopper', '9.0', 'nvidia-h200', 989),
  nvidia('B200', 'Blackwell', '10.0', 'nvidia-b200', 2250),
  nvidia('B300', 'Blackwell', '10.3', 'nvidia-b300', 2250),
  { ...nvidia('RTX PRO 4500', 'Blackwell', '12.0', 'nvidia-rtx-pro-4500', 218), minDriverBranch: 595 },
  nvidia('RTX PRO 6000', 'Blackwell', '12.0', 'nvidia-rtx-pro-6000', 500),
  gpu('Radeon Pro V520', 'amd', 'RDNA', { bf16: false, fp8: false, label: 'amd-radeon-pro-v520' }),
  gpu('Inferentia', 'aws', 'NeuronCore-v1', { bf16: true, fp8: false, label: 'aws-inferentia' }),
  gpu('Inferentia2', 'aws', 'NeuronCore-v2', { bf16: true, fp8: true, label: 'aws-inferentia2' }),
  gpu('Trainium', 'aws', 'NeuronCore-v2', { bf16: true, fp8: true, label: 'aws-trainium' }),
  gpu('Trainium2', 'aws', 'NeuronCore-v3', { bf16: true, fp8: true, label: 'aws-trainium2' }),
];

const byModel = new Map(gpus.map((row) => [row.model, row]));

/** The accelerator of that model, for example `findGpu('A10G')`, or undefined if the catalog does not know it. */
export function findGpu(model: string): Gpu | undefined {
  return byModel.get(model);
}

// NVIDIA's tensor cores take bf16 from compute capability 8.0 and FP8 from 8.9.
function nvidia(
  model: string,
  architecture: string,
  computeCapability: string,
  label: string,
  denseTflops: number,
): Gpu {
  const capability = Number(computeCapability);
  return {
    ...gpu(model, 'nvidia', architecture, { bf16: capability >= 8, fp8: capability >= 8.9, label }),
    computeCapability,
    denseTflops,
  };
}

function gpu(
  model: string,
  vendor: AcceleratorVendor,
  architecture: string,
  rest: Pick<Gpu, 'bf16' | 'fp8' | 'label'>,
): Gpu {
  return { model, vendor, architecture, ...rest };
}
