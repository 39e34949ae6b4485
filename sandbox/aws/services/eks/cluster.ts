import { randomBytes } from 'node:crypto';
import { defaultEksVersion, findEksVersion } from '../../../../catalog/eks-versions';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import { requireLocalKey } from '../../local-key';
import type { Aws, DataModel, ResourceModel } from '../../resource-model';
import { timestamp } from '../../timestamp';
import { deployer } from '../account';
import { ipv4Range, ipv6Range } from '../vpc/network-ranges';
import { refuseSubnets } from './cluster-subnets';
import { clusterNameChecks, invalidParameter, invalidRequest, minorOf, requireTrust } from './shared';

/**
 * `remote_network_config` replaced a cluster in version 5 of the provider and is changed in place since.
 *
 * Source: EKS API Reference, "CreateCluster", "UpdateClusterVersion", "UpdateClusterConfig", "DeleteCluster"; 2026-11.
 */
export const eksClusterModels: Readonly<Record<string, ResourceModel>> = {
  aws_eks_cluster: {
    replacedBy: forceNew.aws_eks_cluster,
    // The encryption of secrets and the role of nodes can be added later, and stay then.
    replacedWhen: (prior, planned) => [
      ...(isEncrypted(prior) && !isEncrypted(planned) ? ['encryption_config'] : []),
      ...(hasOtherNodeRole(prior, planned) ? ['compute_config'] : []),
    ],
    checks: [
      ...clusterNameChecks('name'),
      { path: 'role_arn', ...arn },
      { path: 'access_config.authentication_mode', oneOf: ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'] },
      {
        path: 'enabled_cluster_log_types',
        oneOf: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      },
      { path: 'encryption_config.resources', oneOf: ['secrets'] },
      { path: 'kubernetes_network_config.ip_family', oneOf: ['ipv4', 'ipv6'] },
      {
        path: 'kubernetes_network_config.service_ipv4_cidr',
        matches: isServiceRange,
        expected: 'a private IPv4 CIDR block between /12 and /24',
      },
      {
        path: 'vpc_config.public_access_cidrs',
        matches: (text) => ipv4Range.matches(text) || ipv6Range.matches(text),
        expected: 'a valid CIDR block such as 203.0.113.0/24',
      },
      { path: 'upgrade_policy.support_type', oneOf: ['STANDARD', 'EXTENDED'] },
      { path: 'compute_config.node_pools', oneOf: ['general-purpose', 'system'] },
    ],
    references: [
      { path: 'role_arn', type: 'aws_iam_role', by: 'arn', missing: 'InvalidParameterException', onDelete: 'ignore' },
      { path: 'vpc_config.subnet_ids', type: 'aws_subnet', missing: 'InvalidParameterException' },
      { path: 'vpc_config.security_group_ids', type: 'aws_security_group', missing: 'InvalidParameterException' },
      {
        path: 'encryption_config.provider.key_arn',
        type: 'aws_kms_key',
        by: 'arn',
        missing: 'InvalidRequestException',
        onDelete: 'ignore',
      },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'ResourceInUseException' },
    inUse: 'ResourceInUseException',
    create: createCluster,
    update(values, prior, aws) {
      refuseUpgrade(textOf(prior, 'version'), textOf(values, 'version'));
      refuseModeChange(prior, values);
      if (isEncrypted(prior) && keyOf(prior) !== keyOf(values)) {
        throw invalidRequest('The encryption of secrets cannot get another key.');
      }
      const vpc = refuseSubnets(values, aws);
      if (vpc !== textOf(prior, 'vpc_config.vpc_id')) {
        throw invalidParameter('Provided subnets belong to a VPC other than that of the cluster.');
      }
      refuseClosedEndpoint(values);
      return {};
    },
    remove(values) {
      if (isOn(values, 'deletion_protection')) {
        const name = textOf(values, 'name');
        throw invalidRequest(`Cannot delete cluster ${name} because deletion protection is enabled.`);
      }
    },
  },
};

/** Attributes of a cluster that the data source leaves out, or that only Terraform knows. */
export const clusterData: DataModel = (config, aws) => {
  const name = textOf(config, 'name') ?? '';
  const cluster = aws.find('aws_eks_cluster', name);
  if (cluster === undefined) throw new ApiError('ResourceNotFoundException', `No cluster found for name: ${name}.`);
  return cluster;
};

function createCluster(values: Values, aws: Aws): Values {
  const name = textOf(values, 'name') ?? '';
  const version = textOf(values, 'version') ?? defaultEksVersion;
  if (findEksVersion(version) === undefined) throw invalidParameter(`unsupported Kubernetes version ${version}`);
  requireTrust(
    textOf(values, 'role_arn'),
    { service: 'eks.amazonaws.com', actions: ['sts:AssumeRole'] },
    aws,
    () => 'Role could not be assumed because the trusted entity is not correct',
  );
  requireLocalKey(keyOf(values), aws, 'InvalidRequestException');
  const vpc = refuseSubnets(values, aws);
  refuseClosedEndpoint(values);

  const securityGroup = ownSecurityGroup(name, vpc, aws);
  leaveLogGroup(values, name, aws);
  ownCreatorAccess(values, name, aws);

  const unique = randomBytes(16).toString('hex').toUpperCase();
  const isPublic = values['vpc_config'] === undefined || !isOff(values, 'vpc_config', 'endpoint_public_access');
  return {
    id: name,
    arn: aws.arn('eks', `cluster/${name}`),
    status: 'ACTIVE',
    version,
    platform_version: 'eks.9',
    created_at: timestamp(),
    cluster_id: '',
    deletion_protection: false,
    endpoint: `https://${unique}.gr7.${aws.region}.eks.amazonaws.com`,
    certificate_authority: [{ data: certificate() }],
    identity: [{ oidc: [{ issuer: `https://oidc.eks.${aws.region}.amazonaws.com/id/${unique}` }] }],
    access_config: [{ authentication_mode: 'CONFIG_MAP' }],
    kubernetes_network_config: [
      { ip_family: 'ipv4', service_ipv4_cidr: '172.20.0.0/16', service_ipv6_cidr: '', elastic_load_balancing: [] },
    ],
    upgrade_policy: [{ support_type: 'EXTENDED' }],
    vpc_config: blocksOf(values, 'vpc_config').map((config) => ({
      ...config,
      cluster_security_group_id: securityGroup,
      vpc_id: vpc,
      public_access_cidrs: isPublic ? ['0.0.0.0/0'] : [],
    })),
  };
}

/** The group through which the control plane and the nodes of managed node groups talk. */
function ownSecurityGroup(name: string, vpc: string, aws: Aws): string {
  const id = aws.newId('sg');
  const groupName = `eks-cluster-sg-${name}-${Math.floor(Math.random() * 1e9)}`;
  aws.own('aws_security_group', id, {
    id,
    name: groupName,
    arn: aws.arn('ec2', `security-group/${id}`),
    vpc_id: vpc,
    owner_id: aws.account,
    description: 'EKS created security group applied to ENI that is attached to EKS Control Plane master nodes',
    tags: { Name: groupName, [`kubernetes.io/cluster/${name}`]: 'owned', 'aws:eks:cluster-name': name },
  });
  return id;
}

/**
 * EKS makes the log group that it finds missing, without retention, and leaves it when the cluster goes. One that
 * Terraform makes later collides with it.
 */
function leaveLogGroup(values: Values, name: string, aws: Aws): void {
  const id = `/aws/eks/${name}/cluster`;
  if (textsAt(values, 'enabled_cluster_log_types').length === 0) return;
  if (aws.find('aws_cloudwatch_log_group', id)) return;
  aws.leave('aws_cloudwatch_log_group', id, {
    id,
    name: id,
    arn: aws.arn('logs', `log-group:${id}`),
    retention_in_days: 0,
  });
}

/** Unless told otherwise, EKS makes whoever creates a cluster its administrator. */
function ownCreatorAccess(values: Values, name: string, aws: Aws): void {
  const mode = textOf(values, 'access_config.authentication_mode') ?? 'CONFIG_MAP';
  if (mode === 'CONFIG_MAP' || isOff(values, 'access_config', 'bootstrap_cluster_creator_admin_permissions')) return;
  const principal = aws.arn('iam', `role/${deployer}`, { scope: 'global' });
  const id = `${name}:${principal}`;
  aws.own('aws_eks_access_entry', id, { id, cluster_name: name, principal_arn: principal, type: 'STANDARD' });
}

function isOff(values: Values, block: string, name: string): boolean {
  return blocksOf(values, block).some((each) => each[name] === false);
}

function refuseClosedEndpoint(values: Values): void {
  const isPrivate = isOn(values, 'vpc_config.endpoint_private_access');
  if (!isPrivate && isOff(values, 'vpc_config', 'endpoint_public_access')) {
    throw invalidParameter('Private and public endpoint access cannot be false');
  }
}

function refuseUpgrade(before: string | undefined, after: string | undefined): void {
  if (before === undefined || after === undefined || before === after) return;
  if (findEksVersion(after) === undefined) throw invalidParameter(`unsupported Kubernetes version ${after}`);
  if (minorOf(after) !== minorOf(before) + 1) {
    throw invalidParameter(`Unsupported Kubernetes minor version update from ${before} to ${after}`);
  }
}

/** There is a way towards the API of EKS and none back. */
function refuseModeChange(prior: Values, values: Values): void {
  const modes = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'];
  const [before, after] = [prior, values].map((each) => textOf(each, 'access_config.authentication_mode'));
  if (before === undefined || after === undefined || before === after) return;
  if (modes.indexOf(after) !== modes.indexOf(before) + 1) {
    throw invalidParameter(`Unsupported authentication mode update from ${before} to ${after}`);
  }
}

function isEncrypted(values: Values): boolean {
  return blocksOf(values, 'encryption_config').length > 0;
}

function hasOtherNodeRole(prior: Values, planned: Values): boolean {
  const [before, after] = [prior, planned].map((values) => textOf(values, 'compute_config.node_role_arn'));
  return before !== undefined && before !== after && blocksOf(planned, 'compute_config').length > 0;
}

function keyOf(values: Values): string | undefined {
  return textOf(values, 'encryption_config.provider.key_arn');
}

function isServiceRange(text: string): boolean {
  const [, a, b, c, d, prefix] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || prefix === undefined) return false;
  if (prefix < 12 || prefix > 24 || [a, b, c, d].some((byte) => byte > 255)) return false;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  if (address % 2 ** (32 - prefix) !== 0) return false;
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}

/** Text in the form of a certificate, which nothing can verify anything with. */
function certificate(): string {
  const body = randomBytes(600).toString('base64').replace(/.{64}/g, '$&\n');
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString('base64');
}
