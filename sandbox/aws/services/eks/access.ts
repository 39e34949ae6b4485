import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import type { Aws, ResourceModel } from '../../resource-model';
import { timestamp } from '../../timestamp';
import { clusterNameChecks, clusterOf, invalidParameter, invalidRequest, ofCluster } from './shared';

/**
 * Who may use the Kubernetes API of a cluster.
 * Source: EKS API Reference, "CreateAccessEntry", "AssociateAccessPolicy"; Amazon EKS User Guide, "Create access
 * entries", "Review access policy permissions"; 2026-11.
 */
export const eksAccessModels: Readonly<Record<string, ResourceModel>> = {
  aws_eks_access_entry: {
    replacedBy: forceNew.aws_eks_access_entry,
    checks: [
      ...clusterNameChecks('cluster_name'),
      { path: 'principal_arn', ...arn },
      { path: 'type', oneOf: ['STANDARD', 'EC2', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX'] },
    ],
    references: [ofCluster],
    create: createEntry,
    update(values) {
      refuseNames(values);
      return {};
    },
  },
  aws_eks_access_policy_association: {
    replacedBy: forceNew.aws_eks_access_policy_association,
    checks: [...clusterNameChecks('cluster_name'), { path: 'policy_arn', ...arn }, { path: 'principal_arn', ...arn }],
    references: [ofCluster],
    importId: { attributes: ['cluster_name', 'principal_arn', 'policy_arn'], separator: '#' },
    create(values, aws) {
      refuseAssociation(values, aws);
      const [cluster, principal, policy] = ['cluster_name', 'principal_arn', 'policy_arn'].map((name) =>
        textOf(values, name),
      );
      return { id: `${cluster}#${principal}#${policy}`, associated_at: timestamp(), modified_at: timestamp() };
    },
  },
};

function createEntry(values: Values, aws: Aws): Values {
  const cluster = clusterOf(values, aws);
  const name = textOf(values, 'cluster_name') ?? '';
  const principal = textOf(values, 'principal_arn') ?? '';
  const type = textOf(values, 'type') ?? 'STANDARD';
  requireApiMode(cluster);
  refusePrincipal(principal, aws);
  const id = `${name}:${principal}`;
  if (aws.find('aws_eks_access_entry', id)) {
    throw new ApiError(
      'ResourceInUseException',
      `The specified access entry resource is already in use on this cluster: ${principal}`,
    );
  }
  refuseNames(values);
  const configured = [...textsAt(values, 'kubernetes_groups'), ...textsAt(values, 'user_name')];
  if (type !== 'STANDARD' && configured.length > 0) {
    throw invalidParameter(`kubernetes groups and a user name cannot be set for access entries of the type ${type}`);
  }
  return {
    id,
    access_entry_arn: aws.arn('eks', `access-entry/${name}/role/${aws.account}/${principal.split('/').at(-1)}`),
    created_at: timestamp(),
    modified_at: timestamp(),
    kubernetes_groups: type === 'STANDARD' ? [] : ['system:nodes'],
    user_name: userName(principal, type),
  };
}

/** Names that begin with `system:` are those of Kubernetes and of EKS, which gives them to nodes. */
function refuseNames(values: Values): void {
  if ((textOf(values, 'type') ?? 'STANDARD') !== 'STANDARD') return;
  const group = textsAt(values, 'kubernetes_groups').find(isOfSystem);
  if (group) throw invalidParameter(`The kubernetes group name ${group} is invalid, it cannot start with system:`);
  if (isOfSystem(textOf(values, 'user_name') ?? '')) throw invalidParameter('The username must not begin with system:');
}

function isOfSystem(name: string): boolean {
  return name.startsWith('system:');
}

/** The Kubernetes user that EKS takes a principal for, unless the entry says otherwise. */
function userName(principal: string, type: string): string {
  if (type !== 'STANDARD') return 'system:node:{{EC2PrivateDNSName}}';
  const [, , , , account, resource = ''] = principal.split(':');
  if (!resource.startsWith('role/')) return principal;
  return `arn:aws:sts::${account}:assumed-role/${resource.split('/').at(-1)}/{{SessionName}}`;
}

function requireApiMode(cluster: Values): void {
  const mode = textOf(cluster, 'access_config.authentication_mode') ?? 'CONFIG_MAP';
  if (mode === 'CONFIG_MAP') {
    throw invalidRequest(
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    );
  }
}

/** Entries are for users and roles of any account, and EKS looks for those of its own. */
function refusePrincipal(principal: string, aws: Aws): void {
  const [, , service, , account, resource = ''] = principal.split(':');
  const isIdentity = service === 'iam' && /^(role|user)\//.test(resource);
  const isMissing = account === aws.account && resource.startsWith('role/') && !aws.findByArn(principal);
  if (!isIdentity || isMissing) {
    throw invalidParameter(`The specified principalArn is invalid: invalid principal: ${principal}`);
  }
}

const accessPolicies = new Set(
  [
    ...['AmazonEKSAdminPolicy', 'AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminViewPolicy', 'AmazonEKSEditPolicy'],
    ...['AmazonEKSViewPolicy', 'AmazonEKSSecretReaderPolicy', 'AmazonEKSAutoNodePolicy', 'AmazonEKSClusterPolicy'],
    ...['AmazonEKSBlockStoragePolicy', 'AmazonEKSBlockStorageClusterPolicy', 'AmazonEKSComputePolicy'],
    ...['AmazonEKSComputeClusterPolicy', 'AmazonEKSLoadBalancingPolicy', 'AmazonEKSLoadBalancingClusterPolicy'],
    ...['AmazonEKSNetworkingPolicy', 'AmazonEKSNetworkingClusterPolicy', 'AmazonEKSHybridPolicy'],
    ...['AmazonEKSClusterInsightsPolicy', 'AmazonSagemakerHyperpodClusterPolicy'],
    ...['AmazonAIOpsAssistantPolicy', 'AmazonARCRegionSwitchScalingPolicy', 'AmazonEMRJobPolicy'],
    ...['AWSBackupFullAccessPolicyForBackup', 'AWSBackupFullAccessPolicyForRestore', 'AmazonEKSACKPolicy'],
    ...['AmazonEKSArgoCDPolicy', 'AmazonEKSArgoCDClusterPolicy', 'AmazonEKSKROPolicy'],
  ].map((name) => `arn:aws:eks::aws:cluster-access-policy/${name}`),
);

function refuseAssociation(values: Values, aws: Aws): void {
  const policy = textOf(values, 'policy_arn') ?? '';
  const principal = textOf(values, 'principal_arn') ?? '';
  const entry = aws.find('aws_eks_access_entry', `${textOf(values, 'cluster_name')}:${principal}`);
  if (entry === undefined) {
    throw new ApiError('ResourceNotFoundException', `The specified principalArn could not be found: ${principal}`);
  }
  if (!accessPolicies.has(policy)) throw invalidParameter(`The policyArn parameter format is not valid: ${policy}`);
  if (!['STANDARD', 'EC2'].includes(textOf(entry, 'type') ?? 'STANDARD')) {
    throw invalidRequest(`Access policies cannot be associated with access entries of type ${textOf(entry, 'type')}.`);
  }
  const scope = textOf(values, 'access_scope.type') ?? '';
  const namespaces = textsAt(values, 'access_scope.namespaces');
  if (!['cluster', 'namespace'].includes(scope)) throw invalidParameter(`The access scope type ${scope} is not valid.`);
  if ((scope === 'namespace') !== namespaces.length > 0) {
    throw invalidParameter('The access scope names namespaces if and only if its type is namespace.');
  }
}
