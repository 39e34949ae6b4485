import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { policyDocument } from '../security/policy-document';
import type { TerraformResource } from '../substrate/cdktf';

/** Inputs of a {@link PodIdentityRole}. */
export interface PodIdentityRoleProps {
  /** Name of the role, unique in the account. */
  readonly roleName: string;
  /** EKS cluster of the pods. */
  readonly clusterName: string;
  /** Namespace of the only service account that may use the role. */
  readonly namespace: string;
  /** Name of that service account. */
  readonly serviceAccount: string;
  /** ARNs of managed policies. @default none */
  readonly managedPolicyArns?: readonly string[];
  /** Policy documents by name; together at most 10,240 characters, IAM's limit for inline policies. @default none */
  readonly policies?: Readonly<Record<string, object>>;
  /** `false` where an add-on associates the role with its service account itself. @default true */
  readonly associate?: boolean;
}

/**
 * An IAM role for the pods of one service account, by EKS Pod Identity: no key in the cluster, no identity provider to
 * set up. Only sessions that EKS opens for this cluster, namespace and service account may assume it.
 */
export class PodIdentityRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** The role's permissions: whoever starts pods with the role should wait for them, and go before they do. */
  readonly permissions: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: PodIdentityRoleProps) {
    super(scope, id);

    const role = new IamRole(this, 'role', {
      name: props.roleName,
      description: `Pods of ${props.namespace}/${props.serviceAccount}`,
      assumeRolePolicy: JSON.stringify(podTrust(props)),
    });
    const managed = (props.managedPolicyArns ?? []).map((policyArn) => {
      const name = policyArn.slice(policyArn.lastIndexOf('/') + 1);
      return new IamRolePolicyAttachment(this, name, { role: role.name, policyArn });
    });
    const inline = Object.entries(props.policies ?? {}).map(([name, policy]) => {
      return new IamRolePolicy(this, `policy-${name}`, { name, role: role.name, policy: JSON.stringify(policy) });
    });
    const permissions = [...managed, ...inline];
    if (props.associate ?? true) {
      new EksPodIdentityAssociation(this, 'association', {
        clusterName: props.clusterName,
        namespace: props.namespace,
        serviceAccount: props.serviceAccount,
        roleArn: role.arn,
        ...(permissions.length > 0 && { dependsOn: permissions }),
      });
    }

    this.roleArn = role.arn;
    this.permissions = permissions;
  }
}

/** Source: Amazon EKS User Guide, "Learn how EKS Pod Identity grants pods access" (session tags). */
function podTrust({ clusterName, namespace, serviceAccount }: PodIdentityRoleProps): object {
  return policyDocument([
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-name': clusterName,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
      },
    },
  ]);
}
