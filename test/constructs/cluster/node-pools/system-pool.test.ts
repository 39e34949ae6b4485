import { EfaSecurityGroup } from '../../../../constructs/cluster/node-pools/efa-security-group';
import { NodeRole } from '../../../../constructs/cluster/node-pools/node-role';
import { SystemPool, type SystemPoolProps } from '../../../../constructs/cluster/node-pools/system-pool';
import { synthesize } from '../../../support/synthesize';
import { itWithTerraform, validateJson } from '../../../support/terraform';

const props: SystemPoolProps = {
  clusterName: 'chat-prod-use1',
  clusterVersion: '1.35',
  namePrefix: 'chat-prod-use1',
  nodeRoleArn: 'arn:aws:iam::111122223333:role/node',
  amiType: 'AL2023_ARM_64_STANDARD',
  instanceTypes: ['m7g.large', 'm6g.large'],
  subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'],
  minNodes: 3,
  maxNodes: 6,
  diskGiB: 80,
  maxPods: 110,
  tags: { 'cost-center': 'ml' },
  dependsOn: [],
};

const synthesizePool = (changes: Partial<SystemPoolProps> = {}) =>
  synthesize((stack) => {
    new SystemPool(stack, 'system', { ...props, ...changes });
  });

describe('SystemPool', () => {
  it('is an untainted group on every private subnet', () => {
    const group = synthesizePool().resource('aws_eks_node_group');

    expect(group).toMatchObject({
      cluster_name: 'chat-prod-use1',
      version: '1.35',
      ami_type: 'AL2023_ARM_64_STANDARD',
      capacity_type: 'ON_DEMAND',
      instance_types: ['m7g.large', 'm6g.large'],
      subnet_ids: ['subnet-a', 'subnet-b', 'subnet-c'],
      scaling_config: { min_size: 3, desired_size: 3, max_size: 6 },
      update_config: { max_unavailable: 1 },
      node_repair_config: { enabled: true },
      labels: { 'ninefold.dev/pool': 'system' },
    });
    expect(group).not.toHaveProperty('taint');
  });

  it('leaves the desired size to the autoscaler and comes up beside its predecessor when it is replaced', () => {
    const group = synthesizePool().resource('aws_eks_node_group');

    expect(group['lifecycle']).toEqual({
      create_before_destroy: true,
      ignore_changes: ['scaling_config[0].desired_size'],
    });
    expect(group['node_group_name_prefix']).toBe('system-');
    expect(group).not.toHaveProperty('node_group_name');
  });

  it('hardens and tags what its launch template starts', () => {
    const tags = { 'cost-center': 'ml', Name: 'chat-prod-use1-system' };
    const template = synthesizePool().resource('aws_launch_template');

    expect(template).toMatchObject({
      name: 'chat-prod-use1-system',
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: { volume_type: 'gp3', volume_size: 80, encrypted: 'true', delete_on_termination: 'true' },
        },
      ],
      tag_specifications: [
        { resource_type: 'instance', tags },
        { resource_type: 'volume', tags },
        { resource_type: 'network-interface', tags },
      ],
    });
    expect(Buffer.from(String(template['user_data']), 'base64').toString()).toContain('maxPods: 110');
  });

  it('follows the newest version of its launch template', () => {
    const result = synthesizePool();
    const [template] = Object.keys(result.resources('aws_launch_template'));

    expect(result.resource('aws_eks_node_group')['launch_template']).toEqual({
      id: `\${aws_launch_template.${template}.id}`,
      version: `\${aws_launch_template.${template}.latest_version}`,
    });
  });

  itWithTerraform(
    'is valid Terraform together with the node role and the EFA security group',
    () => {
      const result = synthesize((stack) => {
        // What the stacks ask for; the bindings alone ask for the one version they were generated from.
        const role = new NodeRole(stack, 'node-role', { namePrefix: 'chat-prod-use1' });
        const efa = new EfaSecurityGroup(stack, 'efa', { namePrefix: 'chat-prod-use1', vpcId: 'vpc-1' });
        new SystemPool(stack, 'system', {
          ...props,
          nodeRoleArn: role.arn,
          dependsOn: [...role.policyAttachments, ...efa.rules],
        });
      });

      expect(result.resource('aws_eks_node_group')['depends_on']).toHaveLength(5);
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
