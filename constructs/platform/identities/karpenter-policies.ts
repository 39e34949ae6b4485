import { policyDocument } from '../../security/policy-document';

/** What the policies of Karpenter's controller are scoped to. */
export interface KarpenterScope {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly region: string;
  readonly accountId: string;
  readonly nodeRoleArn: string;
  readonly queueArn: string;
}

/**
 * Policies of Karpenter's controller, by name. It may create instances, launch templates and instance profiles only
 * with its cluster's tag and a node pool's, and touch only what carries them.
 * An account that never had a Spot Instance lacks the role by which EC2 manages them, and EC2 makes it in the name of
 * whoever asks for the first one.
 * Source: Karpenter 1.14, "Getting Started" CloudFormation template and the reference "CloudFormation" page;
 * "Troubleshooting", "Missing Service Linked Role".
 */
export function karpenterPolicies(scope: KarpenterScope): Readonly<Record<string, object>> {
  return {
    'start-nodes': policyDocument(startNodes(scope)),
    'instance-profiles': policyDocument(instanceProfiles(scope)),
    'look-around': policyDocument(lookAround(scope)),
  };
}

function startNodes({ clusterName, region, accountId, nodeRoleArn }: KarpenterScope): object[] {
  const owned = `kubernetes.io/cluster/${clusterName}`;
  const requested = {
    StringEquals: { [`aws:RequestTag/${owned}`]: 'owned', 'aws:RequestTag/eks:eks-cluster-name': clusterName },
    StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': '*' },
  };
  const existing = {
    StringEquals: { [`aws:ResourceTag/${owned}`]: 'owned' },
    StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
  };
  const ec2 = (type: string) => `arn:aws:ec2:${region}:*:${type}/*`;
  const created = ['fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request'];
  return [
    {
      Sid: 'UseSharedResources',
      Effect: 'Allow',
      Action: ['ec2:RunInstances', 'ec2:CreateFleet'],
      Resource: [
        `arn:aws:ec2:${region}::image/*`,
        `arn:aws:ec2:${region}::snapshot/*`,
        ...['security-group', 'subnet', 'capacity-reservation', 'placement-group'].map(ec2),
      ],
    },
    {
      Sid: 'UseOwnLaunchTemplates',
      Effect: 'Allow',
      Action: ['ec2:RunInstances', 'ec2:CreateFleet'],
      Resource: ec2('launch-template'),
      Condition: existing,
    },
    {
      Sid: 'CreateTagged',
      Effect: 'Allow',
      Action: ['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate'],
      Resource: created.map(ec2),
      Condition: requested,
    },
    {
      Sid: 'TagWhatIsCreated',
      Effect: 'Allow',
      Action: 'ec2:CreateTags',
      Resource: created.map(ec2),
      Condition: {
        ...requested,
        StringEquals: {
          ...requested.StringEquals,
          'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'],
        },
      },
    },
    {
      Sid: 'NameOwnInstances',
      Effect: 'Allow',
      Action: 'ec2:CreateTags',
      Resource: ec2('instance'),
      Condition: {
        ...existing,
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': clusterName },
      },
    },
    {
      Sid: 'DeleteOwn',
      Effect: 'Allow',
      Action: ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'],
      Resource: [ec2('instance'), ec2('launch-template')],
      Condition: existing,
    },
    {
      Sid: 'PassNodeRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: nodeRoleArn,
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    },
    {
      Sid: 'StartSpotForTheFirstTime',
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: `arn:aws:iam::${accountId}:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot`,
      Condition: { StringEquals: { 'iam:AWSServiceName': 'spot.amazonaws.com' } },
    },
  ];
}

function instanceProfiles({ clusterName, region, accountId }: KarpenterScope): object[] {
  const owned = `kubernetes.io/cluster/${clusterName}`;
  const profiles = `arn:aws:iam::${accountId}:instance-profile/*`;
  const tags = (kind: 'RequestTag' | 'ResourceTag') => ({
    StringEquals: { [`aws:${kind}/${owned}`]: 'owned', [`aws:${kind}/topology.kubernetes.io/region`]: region },
    StringLike: { [`aws:${kind}/karpenter.k8s.aws/ec2nodeclass`]: '*' },
  });
  const [existing, requested] = [tags('ResourceTag'), tags('RequestTag')];
  const create = {
    StringEquals: { ...requested.StringEquals, 'aws:RequestTag/eks:eks-cluster-name': clusterName },
    StringLike: requested.StringLike,
  };
  const both = {
    StringEquals: { ...existing.StringEquals, ...create.StringEquals },
    StringLike: { ...existing.StringLike, ...create.StringLike },
  };
  return [
    {
      Sid: 'CreateProfile',
      Effect: 'Allow',
      Action: 'iam:CreateInstanceProfile',
      Resource: profiles,
      Condition: create,
    },
    { Sid: 'TagProfile', Effect: 'Allow', Action: 'iam:TagInstanceProfile', Resource: profiles, Condition: both },
    {
      Sid: 'UseOwnProfiles',
      Effect: 'Allow',
      Action: ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile', 'iam:DeleteInstanceProfile'],
      Resource: profiles,
      Condition: existing,
    },
    { Sid: 'ReadProfile', Effect: 'Allow', Action: 'iam:GetInstanceProfile', Resource: profiles },
    { Sid: 'ListProfiles', Effect: 'Allow', Action: 'iam:ListInstanceProfiles', Resource: '*' },
  ];
}

function lookAround({ clusterArn, region, queueArn }: KarpenterScope): object[] {
  return [
    {
      Sid: 'ReadRegion',
      Effect: 'Allow',
      Action: [
        'ec2:DescribeCapacityReservations',
        'ec2:DescribeImages',
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceStatus',
        'ec2:DescribeInstanceTypeOfferings',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplates',
        'ec2:DescribePlacementGroups',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSpotPriceHistory',
        'ec2:DescribeSubnets',
      ],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      Sid: 'ReadImageParameters',
      Effect: 'Allow',
      Action: 'ssm:GetParameter',
      Resource: `arn:aws:ssm:${region}::parameter/aws/service/*`,
    },
    { Sid: 'ReadPrices', Effect: 'Allow', Action: 'pricing:GetProducts', Resource: '*' },
    {
      Sid: 'ReadInterruptions',
      Effect: 'Allow',
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      Resource: queueArn,
    },
    {
      Sid: 'ReadZonalShifts',
      Effect: 'Allow',
      Action: 'arc-zonal-shift:GetManagedResource',
      Resource: '*',
      Condition: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': clusterArn } },
    },
    { Sid: 'ReadCluster', Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: clusterArn },
  ];
}
