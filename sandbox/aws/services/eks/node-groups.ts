import { randomUUID } from 'node:crypto';
import { amiTypesAsOf } from '../../../../catalog/ami-types';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { blocksOf, isEqual, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { chosenName } from '../../chosen-name';
import type { Aws, ResourceModel } from '../../resource-model';
import { ownedGroup } from '../autoscaling';
import { refuseInstances } from './node-group-instances';
import { refuseTemplate, templateOf } from './node-group-templates';
import { refuseLabels } from './node-labels';
import { refuseMissingNetwork } from './node-network';
import { clusterNameChecks, clusterOf, invalidParameter, minorOf, requireTrust } from './shared';

/** Source: EKS API Reference, "CreateNodegroup", "UpdateNodegroupConfig", "UpdateNodegroupVersion"; 2026-11. */
export const eksNodeGroupModels: Readonly<Record<string, ResourceModel>> = {
  aws_eks_node_group: {
    replacedBy: forceNew.aws_eks_node_group,
    checks: [
      ...clusterNameChecks('cluster_name'),
      { path: 'node_group_name', length: [0, 63] },
      { path: 'node_group_name_prefix', length: [0, 37] },
      { path: 'node_role_arn', length: [1, 2048] },
      { path: 'capacity_type', oneOf: ['ON_DEMAND', 'SPOT', 'CAPACITY_BLOCK'] },
      { path: 'ami_type', oneOf: amiTypes() },
      { path: 'launch_template.id', length: [1, 255] },
      {
        path: 'launch_template.id',
        matches: (text) => /^lt-[a-z0-9]+$/.test(text),
        expected: 'the id of a launch template such as lt-0123456789abcdef0',
      },
      { path: 'launch_template.version', length: [1, 255] },
      { path: 'scaling_config.desired_size', min: 0 },
      { path: 'scaling_config.min_size', min: 0 },
      { path: 'scaling_config.max_size', min: 1 },
      { path: 'taint.effect', oneOf: ['NO_SCHEDULE', 'NO_EXECUTE', 'PREFER_NO_SCHEDULE'] },
      { path: 'taint.key', length: [1, 63] },
      { path: 'taint.value', length: [0, 63] },
      { path: 'update_config.max_unavailable', min: 1, max: 100 },
      { path: 'update_config.max_unavailable_percentage', min: 1, max: 100 },
    ],
    references: [
      { path: 'cluster_name', type: 'aws_eks_cluster', missing: 'ResourceNotFoundException' },
      {
        path: 'node_role_arn',
        type: 'aws_iam_role',
        by: 'arn',
        missing: 'InvalidParameterException',
        onDelete: 'ignore',
      },
      { path: 'subnet_ids', type: 'aws_subnet', missing: 'InvalidParameterException' },
      // EKS starts nodes from its own copy of the template.
      {
        path: 'launch_template.id',
        type: 'aws_launch_template',
        missing: 'InvalidRequestException',
        onDelete: 'ignore',
      },
      {
        path: 'launch_template.name',
        type: 'aws_launch_template',
        by: 'name',
        missing: 'InvalidRequestException',
        onDelete: 'ignore',
      },
    ],
    importId: { attributes: ['cluster_name', 'node_group_name'], separator: ':' },
    unique: {
      of: (values) => {
        const name = textOf(values, 'node_group_name');
        return name && `${textOf(values, 'cluster_name')}:${name}`;
      },
      taken: 'ResourceInUseException',
    },
    create: createNodeGroup,
    update(values, prior, aws) {
      refuseSizes(values);
      refuseVersion(values, clusterOf(values, aws));
      const template = templateOf(values, aws);
      if (!isEqual(prior['launch_template'], values['launch_template'])) refuseTemplate(values, template, aws);
      const group = textOf(prior, 'resources.autoscaling_groups.name');
      if (group !== undefined) aws.own('aws_autoscaling_group', group, ownedGroup(group, sizesOf(values), aws));
      return { launch_template: templateBlocks(values, template) };
    },
  },
};

function createNodeGroup(values: Values, aws: Aws): Values {
  const cluster = clusterOf(values, aws);
  const clusterName = textOf(values, 'cluster_name') ?? '';
  const template = templateOf(values, aws);
  requireTrust(
    textOf(values, 'node_role_arn'),
    { service: 'ec2.amazonaws.com', actions: ['sts:AssumeRole'] },
    aws,
    (role) =>
      `Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${role}`,
  );
  refuseSubnets(values, cluster, aws);
  refuseSizes(values);
  refuseVersion(values, cluster);
  refuseTemplate(values, template, aws);
  refuseInstances(values, template);
  refuseMissingNetwork(values, cluster, aws);
  refuseLabels(values);

  const name = chosenName(values, aws, 'node_group_name');
  const group = `eks-${name}-${randomUUID()}`;
  aws.own('aws_autoscaling_group', group, ownedGroup(group, sizesOf(values), aws));
  ownNodeAccess(values, cluster, aws);

  const version = textOf(values, 'version') ?? textOf(cluster, 'version') ?? '';
  const hasOwnImage = template !== undefined && textOf(template, 'image_id') !== undefined;
  const hasOwnType = template !== undefined && textOf(template, 'instance_type') !== undefined;
  return {
    id: `${clusterName}:${name}`,
    arn: aws.arn('eks', `nodegroup/${clusterName}/${name}/${randomUUID()}`),
    node_group_name: name,
    node_group_name_prefix: null,
    ami_type: hasOwnImage ? 'CUSTOM' : 'AL2023_x86_64_STANDARD',
    capacity_type: 'ON_DEMAND',
    disk_size: template ? 0 : 20,
    instance_types: hasOwnType ? [] : ['t3.medium'],
    release_version: hasOwnImage ? '' : `${version}.2-${amiTypesAsOf.asOf.replace(/-/g, '')}`,
    version,
    status: 'ACTIVE',
    resources: [{ autoscaling_groups: [{ name: group }], remote_access_security_group_id: '' }],
    launch_template: templateBlocks(values, template),
    node_repair_config: [{ enabled: false }],
    update_config: blocksOf(values, 'update_config'),
  };
}

function amiTypes(): string[] {
  return [
    ...['AL2_x86_64', 'AL2_x86_64_GPU', 'AL2_ARM_64', 'CUSTOM'],
    ...['AL2023_x86_64_STANDARD', 'AL2023_ARM_64_STANDARD', 'AL2023_x86_64_NEURON'],
    ...['AL2023_x86_64_NVIDIA', 'AL2023_ARM_64_NVIDIA'],
    ...['BOTTLEROCKET_ARM_64', 'BOTTLEROCKET_x86_64', 'BOTTLEROCKET_ARM_64_FIPS', 'BOTTLEROCKET_x86_64_FIPS'],
    ...['BOTTLEROCKET_ARM_64_NVIDIA', 'BOTTLEROCKET_x86_64_NVIDIA'],
    ...['BOTTLEROCKET_ARM_64_NVIDIA_FIPS', 'BOTTLEROCKET_x86_64_NVIDIA_FIPS'],
    ...['WINDOWS_CORE_2019_x86_64', 'WINDOWS_FULL_2019_x86_64', 'WINDOWS_CORE_2022_x86_64'],
    ...['WINDOWS_FULL_2022_x86_64', 'WINDOWS_CORE_2025_x86_64', 'WINDOWS_FULL_2025_x86_64'],
  ];
}

/** EKS lets the nodes of its groups into clusters whose entries it keeps. */
function ownNodeAccess(values: Values, cluster: Values, aws: Aws): void {
  const name = textOf(values, 'cluster_name');
  const role = textOf(values, 'node_role_arn');
  const id = `${name}:${role}`;
  const mode = textOf(cluster, 'access_config.authentication_mode') ?? 'CONFIG_MAP';
  if (mode === 'CONFIG_MAP' || role === undefined || aws.find('aws_eks_access_entry', id)) return;
  const type = textOf(values, 'ami_type')?.startsWith('WINDOWS') ? 'EC2_WINDOWS' : 'EC2_LINUX';
  aws.own('aws_eks_access_entry', id, { id, cluster_name: name ?? null, principal_arn: role, type });
}

function templateBlocks(values: Values, template: Values | undefined): Values[] {
  return blocksOf(values, 'launch_template').map((block) => ({
    ...block,
    id: template?.['id'] ?? null,
    name: template?.['name'] ?? null,
  }));
}

function sizesOf(values: Values): { min: number; max: number; desired: number } {
  const size = (name: string) => numberOf(values, `scaling_config.${name}`) ?? 0;
  return { min: size('min_size'), max: size('max_size'), desired: size('desired_size') };
}

function refuseSizes(values: Values): void {
  const { min, max, desired } = sizesOf(values);
  if (min > max) throw invalidParameter(`Minimum capacity ${min} can't be greater than maximum size ${max}`);
  if (min > desired) throw invalidParameter(`Minimum capacity ${min} can't be greater than desired size ${desired}`);
  if (desired > max) throw invalidParameter(`desired capacity ${desired} can't be greater than max size ${max}`);
}

function refuseVersion(values: Values, cluster: Values): void {
  const [version, ofCluster] = [textOf(values, 'version'), textOf(cluster, 'version')];
  if (version === undefined || ofCluster === undefined) return;
  if (minorOf(version) > minorOf(ofCluster)) {
    throw invalidParameter(
      `Nodegroup Kubernetes version ${version} should not be newer than cluster Kubernetes version ${ofCluster}`,
    );
  }
  if (textOf(values, 'ami_type')?.startsWith('AL2_') && minorOf(version) >= 33) {
    throw invalidParameter(`Requested AMI for this version ${version} is not supported`);
  }
}

function refuseSubnets(values: Values, cluster: Values, aws: Aws): void {
  const vpc = textOf(cluster, 'vpc_config.vpc_id');
  const foreign = textsAt(values, 'subnet_ids').find((id) => {
    const subnet = aws.find('aws_subnet', id) ?? {};
    return textOf(subnet, 'vpc_id') !== vpc;
  });
  if (foreign) throw invalidParameter(`Subnets are not in the VPC of the cluster: ${foreign}`);
}
