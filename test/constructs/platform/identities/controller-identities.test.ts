import { ClusterAutoscalerIdentity } from '../../../../constructs/platform/identities/cluster-autoscaler-identity';
import { LoadBalancerControllerIdentity } from '../../../../constructs/platform/identities/load-balancer-controller-identity';
import { synthesize } from '../../../support/synthesize';

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

function statement(policy: unknown, sid: string): Statement | undefined {
  return (JSON.parse(String(policy)).Statement as Statement[]).find((candidate) => candidate.Sid === sid);
}

describe('LoadBalancerControllerIdentity', () => {
  const targetGroupArns = ['arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/chat/1'];
  const { resource } = synthesize(
    (stack) =>
      new LoadBalancerControllerIdentity(stack, 'id', { clusterName: 'chat', namePrefix: 'chat', targetGroupArns }),
  );

  it('changes nothing but the members of its own target groups', () => {
    const { policy } = resource('aws_iam_role_policy');
    expect(statement(policy, 'BindTargets')).toMatchObject({
      Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      Resource: targetGroupArns,
    });
    expect([statement(policy, 'LookAround')?.Action].flat().every((action) => /:Describe/.test(String(action)))).toBe(
      true,
    );
  });
});

describe('ClusterAutoscalerIdentity', () => {
  it('resizes only groups that belong to its cluster', () => {
    const { resource } = synthesize(
      (stack) =>
        new ClusterAutoscalerIdentity(stack, 'id', {
          clusterName: 'chat',
          region: 'us-east-1',
          accountId: '111122223333',
          namePrefix: 'chat',
        }),
    );
    expect(statement(resource('aws_iam_role_policy')['policy'], 'Resize')).toMatchObject({
      Condition: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/chat': 'owned' } },
    });
  });
});
