import { randomBytes } from 'node:crypto';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import type { Aws, ResourceModel } from '../../resource-model';
import { clusterNameChecks, ofCluster, requireTrust } from './shared';

/** Source: EKS API Reference, "CreatePodIdentityAssociation"; Amazon EKS User Guide, "EKS Pod Identities"; 2026-11. */
export const podIdentityModels: Readonly<Record<string, ResourceModel>> = {
  aws_eks_pod_identity_association: {
    replacedBy: forceNew.aws_eks_pod_identity_association,
    checks: [...clusterNameChecks('cluster_name'), { path: 'role_arn', ...arn }, { path: 'target_role_arn', ...arn }],
    references: [
      ofCluster,
      { path: 'role_arn', type: 'aws_iam_role', by: 'arn', missing: 'InvalidParameterException', onDelete: 'ignore' },
    ],
    importId: { attributes: ['cluster_name', 'association_id'], separator: ',' },
    create(values, aws) {
      requirePodTrust(textOf(values, 'role_arn'), aws);
      const account = serviceAccountOf(values);
      const taken = associationOf(account, aws);
      if (taken) throw new ApiError('ResourceInUseException', `Association already exists: ${textOf(taken, 'id')}`);
      return association(account, aws);
    },
    update(values, prior, aws) {
      requirePodTrust(textOf(values, 'role_arn'), aws);
      return { external_id: prior['external_id'] ?? null };
    },
  },
};

/** A service account of Kubernetes. */
export interface ServiceAccount {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** What the service fills in for a new association. */
export function association({ cluster }: ServiceAccount, aws: Aws): Values {
  const letters = randomBytes(17).map((byte) => 'abcdefghijklmnopqrstuvwxyz0123456789'.charCodeAt(byte % 36));
  const id = `a-${String.fromCharCode(...letters)}`;
  return {
    id,
    association_id: id,
    association_arn: aws.arn('eks', `podidentityassociation/${cluster}/${id}`),
    disable_session_tags: false,
    external_id: null,
  };
}

/** The association of a service account, of which there is one at most. */
export function associationOf(account: ServiceAccount, aws: Aws): Values | undefined {
  return aws.list('aws_eks_pod_identity_association').find((values) => {
    const { cluster, namespace, name } = serviceAccountOf(values);
    return cluster === account.cluster && namespace === account.namespace && name === account.name;
  });
}

/** Pod identities come with session tags, and the role has to let them in. */
export function requirePodTrust(role: string | undefined, aws: Aws): void {
  requireTrust(
    role,
    { service: 'pods.eks.amazonaws.com', actions: ['sts:AssumeRole', 'sts:TagSession'] },
    aws,
    (arnOfRole) =>
      `Trust policy of IAM Role ${arnOfRole} must allow pods.eks.amazonaws.com to perform sts:AssumeRole and sts:TagSession`,
  );
}

function serviceAccountOf(values: Values): ServiceAccount {
  return {
    cluster: textOf(values, 'cluster_name') ?? '',
    namespace: textOf(values, 'namespace') ?? '',
    name: textOf(values, 'service_account') ?? '',
  };
}
