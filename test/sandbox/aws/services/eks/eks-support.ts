import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';

export const trust = (service: string, ...actions: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: ['sts:AssumeRole', ...actions] }],
  });

/** An account with a VPC of two zones, and the roles of a cluster, of its nodes and of a pod. */
export async function withNetwork() {
  const aws = simulatedAws();
  const vpc = await aws.create('aws_vpc', { cidr_block: '10.0.0.0/16' });
  const subnetIn = (zone: string, range: string, vpcId = vpc['id'] ?? null) =>
    aws.create('aws_subnet', { vpc_id: vpcId, cidr_block: range, availability_zone_id: zone });
  const subnets = [await subnetIn('use1-az1', '10.0.0.0/24'), await subnetIn('use1-az2', '10.0.1.0/24')];
  const role = async (name: string, assume_role_policy: string) =>
    String((await aws.create('aws_iam_role', { name, assume_role_policy }))['arn']);
  const roles = {
    cluster: await role('cluster', trust('eks.amazonaws.com', 'sts:TagSession')),
    node: await role('node', trust('ec2.amazonaws.com')),
    pod: await role('pod', trust('pods.eks.amazonaws.com', 'sts:TagSession')),
  };
  const cluster = {
    name: 'prod',
    role_arn: roles.cluster,
    version: '1.34',
    bootstrap_self_managed_addons: false,
    access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false }],
    vpc_config: [{ subnet_ids: subnets.map(idOf), endpoint_private_access: true, endpoint_public_access: false }],
  };
  return { aws, vpc, subnetIn, subnets, role, roles, cluster };
}

/** The same with a cluster, its network add-on and the configuration of a group of CPU nodes. */
export async function withCluster(change: Values = {}) {
  const { aws, cluster: config, ...network } = await withNetwork();
  const cluster = await aws.create('aws_eks_cluster', { ...config, ...change });
  const network_addon = await aws.create('aws_eks_addon', { cluster_name: 'prod', addon_name: 'vpc-cni' });
  const template = await aws.create('aws_launch_template', { name: 'nodes' });
  const group = {
    cluster_name: 'prod',
    node_group_name: 'system',
    node_role_arn: network.roles.node,
    subnet_ids: network.subnets.map(idOf),
    instance_types: ['m7i.large'],
    scaling_config: [{ min_size: 1, max_size: 3, desired_size: 2 }],
    launch_template: [{ id: idOf(template), version: '1' }],
  };
  return { ...network, aws, config, cluster, network_addon, template, group };
}

export function idOf(values: Values): string {
  return String(values['id']);
}
