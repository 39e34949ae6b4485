import { MetricsReaderIdentity } from '../../../../constructs/monitoring/metrics/metrics-reader-identity';
import { synthesize } from '../../../support/synthesize';

describe('MetricsReaderIdentity', () => {
  const stack = synthesize((scope) => {
    new MetricsReaderIdentity(scope, 'metrics', { clusterName: 'chat', namePrefix: 'chat', region: 'us-east-1' });
  });

  it('lets the pods of the exporter read metrics of their region, and nothing else', () => {
    expect(stack.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'monitoring',
      service_account: 'cloudwatch-exporter',
    });
    const { Statement } = JSON.parse(String(stack.resource('aws_iam_role_policy')['policy']));
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'cloudwatch:GetMetricStatistics',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      },
    ]);
  });
});
