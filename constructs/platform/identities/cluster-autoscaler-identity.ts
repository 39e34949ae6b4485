import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';

/** Service account of its pods. */
export const clusterAutoscalerAccount = 'cluster-autoscaler';

/** Inputs of a {@link ClusterAutoscalerIdentity}. */
export interface ClusterAutoscalerIdentityProps {
  readonly clusterName: string;
  readonly region: string;
  readonly accountId: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
}

/**
 * Permissions of Cluster Autoscaler: to read groups and instance types, and to resize the groups of its own cluster,
 * which EKS tags `k8s.io/cluster-autoscaler/<cluster> = owned`.
 *
 * The pods run as `kube-system/cluster-autoscaler`.
 * Source: Cluster Autoscaler, cloudprovider/aws, "Full Cluster Autoscaler Features Policy" (2026-08).
 */
export class ClusterAutoscalerIdentity extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAutoscalerIdentityProps) {
    super(scope, id);
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', props.namePrefix, 'cluster-autoscaler'),
      clusterName: props.clusterName,
      namespace: charts['cluster-autoscaler'].namespace,
      serviceAccount: clusterAutoscalerAccount,
      policies: { 'resize-groups': resizeGroups(props) },
    });
  }
}

function resizeGroups({ clusterName, region, accountId }: ClusterAutoscalerIdentityProps): object {
  return policyDocument([
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadNodeGroups',
      Effect: 'Allow',
      Action: 'eks:DescribeNodegroup',
      Resource: `arn:aws:eks:${region}:${accountId}:nodegroup/${clusterName}/*`,
    },
    {
      Sid: 'Resize',
      Effect: 'Allow',
      Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      Resource: '*',
      Condition: {
        StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned' },
      },
    },
  ]);
}
