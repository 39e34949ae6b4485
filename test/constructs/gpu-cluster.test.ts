import { GpuCluster, type GpuClusterProps, type GpuNodes } from '../../constructs/gpu-cluster';
import { synthesize } from '../support/synthesize';

const nodes: GpuNodes = {
  name: 'gpu',
  instanceTypes: ['p5.48xlarge'],
  zones: ['use1-az1'],
  capacity: { type: 'on-demand' },
  minNodes: 0,
  maxNodes: 2,
};

const props: GpuClusterProps = {
  name: 'lab-use1',
  version: '1.35',
  region: 'us-east-1',
  accountId: '111122223333',
  network: {
    vpcId: 'vpc-1',
    privateSubnetIds: { 'use1-az1': 'subnet-a', 'use1-az2': 'subnet-b' },
    controlPlaneSubnetIds: { 'use1-az1': 'subnet-c', 'use1-az2': 'subnet-d' },
  },
  admins: ['arn:aws:iam::111122223333:role/me'],
  systemNodes: { instanceTypes: ['m7i.large'], minNodes: 2, maxNodes: 4 },
  gpuPools: [nodes],
  tags: { project: 'lab' },
};

const build = (change: Partial<GpuClusterProps> = {}) =>
  synthesize((stack) => new GpuCluster(stack, 'gpus', { ...props, ...change }));

describe('a GPU cluster', () => {
  it('needs little to be told: a private, protected cluster without EFA and Karpenter', () => {
    const stack = build();
    expect(stack.resource('aws_eks_cluster')).toMatchObject({
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ['subnet-c', 'subnet-d'],
      },
      kubernetes_network_config: { service_ipv4_cidr: '172.20.0.0/16' },
      upgrade_policy: { support_type: 'STANDARD' },
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.resources('aws_security_group')).toEqual({});
    expect(stack.resources('aws_sqs_queue')).toEqual({});
  });

  it('knows the hardware of its nodes by their instance types', () => {
    const groups = Object.values(build().resources('aws_eks_node_group'));
    expect(groups.map(({ ami_type, subnet_ids }) => [ami_type, subnet_ids])).toEqual([
      ['AL2023_x86_64_STANDARD', ['subnet-a', 'subnet-b']],
      ['AL2023_x86_64_NVIDIA', ['subnet-a']],
    ]);
    expect(groups[1]).toMatchObject({
      labels: { 'k8s.amazonaws.com/accelerator': 'nvidia-h100' },
      taint: [{ key: 'nvidia.com/gpu' }],
    });
  });

  it('gives EFA nodes all network cards and a group that is open to itself', () => {
    const stack = build({ gpuPools: [{ ...nodes, efa: true }] });
    expect(Object.keys(stack.resources('aws_security_group'))).toHaveLength(1);
    const [pool] = Object.values(stack.resources('aws_launch_template')).filter((one) => 'network_interfaces' in one);
    // The first card has a second device beside its own.
    expect(pool?.['network_interfaces']).toHaveLength(33);
  });

  it.each([
    ['an unknown instance type', { ...nodes, instanceTypes: ['p9.huge'] }, 'p9.huge is not in the catalog'],
    [
      'nodes without accelerators',
      { ...nodes, instanceTypes: ['m7i.large'] },
      'Pool gpu: m7i.large has no accelerator',
    ],
    [
      'a zone without a subnet',
      { ...nodes, zones: ['use1-az9'] },
      'no private subnet in use1-az9, only in use1-az1, use1-az2',
    ],
    [
      'accelerators that no image drives',
      { ...nodes, instanceTypes: ['g4ad.xlarge'] },
      'EKS publishes no image for g4ad.xlarge',
    ],
  ])('refuses %s', (_, pool, message) => {
    expect(() => build({ gpuPools: [pool] })).toThrow(message);
  });
});
