import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Types for which ec2:DescribeInstanceTypes reports no GPU. Source: aws/karpenter-provider-aws #8368, open 2026-08. */
const reportedWithoutGpu: ReadonlySet<string> = new Set(['p5.4xlarge']);

export const karpenterInstanceType: Rule = {
  id: 'compute/karpenter-instance-type',
  severity: 'error',
  summary: 'Karpenter can count the GPUs of a pool.',
  why: 'For p5.4xlarge EC2 reports no GPU. Karpenter chooses instances by that answer, so it never starts one for a pod that asks for a GPU, and the pod stays pending.',
  fix: 'Use a managed node group for this type: the cluster autoscaler knows its GPU.',
  source: 'aws/karpenter-provider-aws issue 8368, "Support for g6f and p5.4xlarge instance types"',
  check({ project }) {
    return project.pools.flatMap((pool, index) => {
      if (pool.provisioner !== 'karpenter') return [];
      return pool.instanceTypes.flatMap((name, position): Violation[] => {
        if (!reportedWithoutGpu.has(name)) return [];
        return [
          {
            path: ['pools', index, 'instanceTypes', position],
            message: `Karpenter starts no ${name} for pods with GPUs, because EC2 reports none for it`,
            fix: 'set provisioner: managed, or choose another type',
            involves: [['pools', index, 'provisioner']],
          },
        ];
      });
    });
  },
};
