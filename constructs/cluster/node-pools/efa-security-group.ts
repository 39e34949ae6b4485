import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import type { TerraformResource } from '../../substrate/cdktf';

/** Inputs of an {@link EfaSecurityGroup}. */
export interface EfaSecurityGroupProps {
  /** Start of the group's name; unique in the VPC. */
  readonly namePrefix: string;
  /** VPC of the nodes. */
  readonly vpcId: string;
}

/**
 * The security group that lets EFA nodes of a cluster reach each other: all traffic from itself and to itself, as EFA
 * requires in both directions, and nothing else. It is an addition to the cluster security group, which carries the
 * rest of the nodes' traffic. It must not get a `kubernetes.io/cluster/…` tag: the load balancer controller accepts
 * one such group a node.
 *
 * Source: Amazon EC2 User Guide, "Get started with EFA and MPI", step "Prepare an EFA-enabled security group".
 */
export class EfaSecurityGroup extends Construct {
  /** Id of the group, for the network interfaces of the nodes. */
  readonly securityGroupId: string;
  /** The two rules. EFA nodes that start without them cannot form a communicator, so pools depend on them. */
  readonly rules: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: EfaSecurityGroupProps) {
    super(scope, id);

    const name = boundedName('security-group', props.namePrefix, 'efa');
    const group = new SecurityGroup(this, 'group', {
      name,
      description: 'EFA traffic between the nodes of one EKS cluster',
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    const itself = { securityGroupId: group.id, referencedSecurityGroupId: group.id, ipProtocol: '-1' };

    this.securityGroupId = group.id;
    this.rules = [
      new VpcSecurityGroupIngressRule(this, 'from-itself', { ...itself, description: 'EFA from other nodes' }),
      new VpcSecurityGroupEgressRule(this, 'to-itself', { ...itself, description: 'EFA to other nodes' }),
    ];
  }
}
