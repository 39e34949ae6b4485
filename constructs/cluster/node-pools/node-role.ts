import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import { trustOf } from '../../security/policy-document';
import type { TerraformResource } from '../../substrate/cdktf';

/** Inputs of a {@link NodeRole}. */
export interface NodeRoleProps {
  /** Start of the role's name. IAM is global, so it must differ between the clusters of an account. */
  readonly namePrefix: string;
}

/**
 * AWS-managed policies of every node (Amazon EKS User Guide, "Amazon EKS node IAM role", 2026). Nodes need no
 * AmazonEKS_CNI_Policy: the VPC CNI has a role of its own through EKS Pod Identity. The SSM policy replaces SSH.
 */
const nodePolicies = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonSSMManagedInstanceCore',
] as const;

/** The IAM role that all managed node groups of a cluster share. EKS creates its access entry. */
export class NodeRole extends Construct {
  /** ARN of the role, for node groups. */
  readonly arn: string;
  /** Name of the role, for Karpenter's node classes. */
  readonly name: string;
  /**
   * What must exist before a node starts and after the last one is gone: without its policies a node can neither join
   * the cluster nor be deleted cleanly. Belongs into `dependsOn` of every pool.
   */
  readonly policyAttachments: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);

    const role = new IamRole(this, 'role', {
      name: boundedName('iam-role', props.namePrefix, 'node'),
      description: 'Managed node groups of one EKS cluster',
      assumeRolePolicy: JSON.stringify(trustOf('ec2.amazonaws.com')),
    });
    const policyAttachments = nodePolicies.map(
      (policy) =>
        new IamRolePolicyAttachment(this, policy, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` }),
    );

    this.arn = role.arn;
    this.name = role.name;
    this.policyAttachments = policyAttachments;
  }
}
