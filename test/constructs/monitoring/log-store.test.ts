import { LogStore } from '../../../constructs/monitoring/log-store';
import { synthesize } from '../../support/synthesize';

describe('LogStore', () => {
  const stack = synthesize((scope) => {
    new LogStore(scope, 'logs', {
      name: '/ninefold/chat/containers',
      clusterName: 'chat',
      namePrefix: 'chat',
      encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      retentionDays: 365,
    });
  });

  it('keeps logs encrypted, and as long as it is told', () => {
    expect(stack.resource('aws_cloudwatch_log_group')).toMatchObject({
      name: '/ninefold/chat/containers',
      kms_key_id: 'arn:aws:kms:us-east-1:111122223333:key/k',
      retention_in_days: 365,
    });
  });

  it('lets the pods of Fluent Bit write there and nowhere else', () => {
    expect(stack.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'amazon-cloudwatch',
      service_account: 'aws-for-fluent-bit',
    });
    const { Statement } = JSON.parse(String(stack.resource('aws_iam_role_policy')['policy']));
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Action).toEqual(['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents']);
    for (const resource of Statement[0].Resource) expect(resource).toContain('aws_cloudwatch_log_group.logs_group');
  });
});
