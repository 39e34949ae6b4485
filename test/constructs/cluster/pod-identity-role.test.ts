import { PodIdentityRole } from '../../../constructs/cluster/pod-identity-role';
import { synthesize } from '../../support/synthesize';

const props = { roleName: 'role', clusterName: 'chat', namespace: 'kube-system', serviceAccount: 'controller' };

describe('PodIdentityRole', () => {
  it('may be assumed by one service account of one cluster only', () => {
    const { resource } = synthesize((stack) => new PodIdentityRole(stack, 'role', props));
    expect(JSON.parse(String(resource('aws_iam_role')['assume_role_policy'])).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-name': 'chat',
            'aws:RequestTag/kubernetes-namespace': 'kube-system',
            'aws:RequestTag/kubernetes-service-account': 'controller',
          },
        },
      },
    ]);
    expect(resource('aws_eks_pod_identity_association')).toMatchObject({
      cluster_name: 'chat',
      namespace: 'kube-system',
      service_account: 'controller',
    });
  });

  it('leaves the association to an add-on that makes it itself', () => {
    const { resources } = synthesize((stack) => new PodIdentityRole(stack, 'role', { ...props, associate: false }));
    expect(resources('aws_eks_pod_identity_association')).toEqual({});
  });

  it('attaches managed policies and writes inline ones under their names', () => {
    const { resource } = synthesize(
      (stack) =>
        new PodIdentityRole(stack, 'role', {
          ...props,
          managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
          policies: { read: { Version: '2012-10-17', Statement: [] } },
        }),
    );
    expect(resource('aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
    );
    expect(resource('aws_iam_role_policy')['name']).toBe('read');
  });
});
