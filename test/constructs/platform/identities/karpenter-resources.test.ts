import { karpenterPolicies } from '../../../../constructs/platform/identities/karpenter-policies';
import { KarpenterResources } from '../../../../constructs/platform/identities/karpenter-resources';
import { synthesize } from '../../../support/synthesize';
import { itWithTerraform, validateJson } from '../../../support/terraform';

const result = synthesize(
  (stack) =>
    new KarpenterResources(stack, 'karpenter', {
      clusterName: 'chat-prod-use1',
      clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/chat-prod-use1',
      namePrefix: 'chat-prod-use1',
      region: 'us-east-1',
      accountId: '111122223333',
    }),
);

describe('KarpenterResources', () => {
  it('sends every kind of interruption notice to one encrypted queue', () => {
    const patterns = Object.values(result.resources('aws_cloudwatch_event_rule')).map((rule) =>
      JSON.parse(String(rule['event_pattern']))['detail-type'].join(),
    );
    expect(patterns.sort()).toEqual([
      'AWS Health Event',
      'EC2 Capacity Reservation Instance Interruption Warning',
      'EC2 Instance Rebalance Recommendation',
      'EC2 Instance State-change Notification',
      'EC2 Spot Instance Interruption Warning',
    ]);
    expect(Object.keys(result.resources('aws_cloudwatch_event_target'))).toHaveLength(5);
    expect(result.resource('aws_sqs_queue')).toMatchObject({
      sqs_managed_sse_enabled: true,
      message_retention_seconds: 300,
    });
  });

  it('lets its nodes into the cluster', () => {
    expect(result.resource('aws_eks_access_entry')).toMatchObject({
      type: 'EC2_LINUX',
      cluster_name: 'chat-prod-use1',
    });
  });

  it('creates and deletes only what carries the tag of its cluster', () => {
    const policies = karpenterPolicies({
      clusterName: 'chat',
      clusterArn: 'arn',
      region: 'us-east-1',
      accountId: '111122223333',
      nodeRoleArn: 'arn:aws:iam::111122223333:role/node',
      queueArn: 'arn:aws:sqs:us-east-1:111122223333:queue',
    });
    const statements = (
      policies['start-nodes'] as { Statement: { Sid: string; Condition?: object; Resource: unknown }[] }
    ).Statement;
    const unconditional = statements
      .filter((statement) => statement.Condition === undefined)
      .map((statement) => statement.Sid);
    expect(unconditional).toEqual(['UseSharedResources']);
    expect(statements.find((statement) => statement.Sid === 'DeleteOwn')?.Condition).toMatchObject({
      StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/chat': 'owned' },
    });
    expect(statements.find((statement) => statement.Sid === 'PassNodeRole')?.Resource).toBe(
      'arn:aws:iam::111122223333:role/node',
    );
  });

  it('may make the role of Spot Instances, which a new account lacks, and no other one', () => {
    const policies = Object.values(result.resources('aws_iam_role_policy')).flatMap(
      (policy) => JSON.parse(String(policy['policy'])).Statement,
    );
    expect(policies.filter(({ Action }) => [Action].flat().includes('iam:CreateServiceLinkedRole'))).toEqual([
      expect.objectContaining({
        Resource: 'arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
        Condition: { StringEquals: { 'iam:AWSServiceName': 'spot.amazonaws.com' } },
      }),
    ]);
  });

  it('keeps its inline policies below the limit of IAM for the longest cluster name', () => {
    const policies = karpenterPolicies({
      clusterName: 'c'.repeat(100),
      clusterArn: `arn:aws:eks:ap-southeast-1:111122223333:cluster/${'c'.repeat(100)}`,
      region: 'ap-southeast-1',
      accountId: '111122223333',
      nodeRoleArn: `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`,
      queueArn: `arn:aws:sqs:ap-southeast-1:111122223333:${'q'.repeat(80)}`,
    });
    // IAM counts the characters of all inline policies of a role, without white space.
    const characters = Object.values(policies).reduce((sum, policy) => sum + JSON.stringify(policy).length, 0);
    expect(characters).toBeLessThanOrEqual(10_240);
  });

  itWithTerraform('is accepted by the real provider', () => expect(validateJson(result.json)).toEqual([]), 60_000);
});
