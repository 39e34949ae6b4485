import { SecretReaderIdentity } from '../../../../constructs/platform/identities/secret-reader-identity';
import { synthesize } from '../../../support/synthesize';

describe('SecretReaderIdentity', () => {
  it('reads the secrets that it is given, in its region, and no others', () => {
    const stack = synthesize((scope) => {
      new SecretReaderIdentity(scope, 'secrets', {
        clusterName: 'chat',
        region: 'us-east-1',
        accountId: '111122223333',
        namePrefix: 'chat',
        secretNames: ['prod/pagerduty'],
      });
    });
    const { Statement } = JSON.parse(String(stack.resource('aws_iam_role_policy')['policy']));
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource: ['arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/pagerduty-??????'],
      },
    ]);
    expect(stack.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'external-secrets',
      service_account: 'external-secrets',
    });
  });
});
