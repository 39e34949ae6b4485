import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';

/** Service account of its pods. */
export const loadBalancerControllerAccount = 'aws-load-balancer-controller';

/** Inputs of a {@link LoadBalancerControllerIdentity}. */
export interface LoadBalancerControllerIdentityProps {
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** The target groups that pods may join; at least one. */
  readonly targetGroupArns: readonly string[];
}

/**
 * Permissions of the AWS Load Balancer Controller where it only serves `TargetGroupBinding`: it looks around, and
 * registers and deregisters pods in the target groups that it is given. It creates no load balancer and opens no
 * security group, because Terraform owns both; the controller's general policy would let it.
 *
 * The pods run as `kube-system/aws-load-balancer-controller`.
 * Source: AWS Load Balancer Controller documentation, "TargetGroupBinding" and its IAM policy (v3.5).
 */
export class LoadBalancerControllerIdentity extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerControllerIdentityProps) {
    super(scope, id);
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', props.namePrefix, 'load-balancer-controller'),
      clusterName: props.clusterName,
      namespace: charts['aws-load-balancer-controller'].namespace,
      serviceAccount: loadBalancerControllerAccount,
      policies: { 'bind-targets': bindTargets(props.targetGroupArns) },
    });
  }
}

function bindTargets(targetGroupArns: readonly string[]): object {
  return policyDocument([
    {
      Sid: 'LookAround',
      Effect: 'Allow',
      Action: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      Resource: '*',
    },
    {
      Sid: 'BindTargets',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      Resource: [...targetGroupArns],
    },
  ]);
}
