import { NodeRole } from '../../../../constructs/cluster/node-pools/node-role';
import { synthesize } from '../../../support/synthesize';

describe('NodeRole', () => {
  it('lets EC2 assume one role that is named after the cluster', () => {
    const role = synthesize((stack) => {
      new NodeRole(stack, 'nodes', { namePrefix: 'chat-prod-use1' });
    }).resource('aws_iam_role');

    expect(role['name']).toBe('chat-prod-use1-node');
    expect(JSON.parse(String(role['assume_role_policy']))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
  });

  it('attaches the three node policies and not the one of the VPC CNI', () => {
    const attachments = synthesize((stack) => {
      new NodeRole(stack, 'nodes', { namePrefix: 'chat-prod-use1' });
    }).resources('aws_iam_role_policy_attachment');

    expect(
      Object.values(attachments)
        .map((attachment) => attachment['policy_arn'])
        .sort(),
    ).toEqual([
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
      'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    ]);
  });

  it('keeps the name of the role within 64 characters', () => {
    const role = synthesize((stack) => {
      new NodeRole(stack, 'nodes', { namePrefix: 'x'.repeat(80) });
    }).resource('aws_iam_role');

    expect(String(role['name'])).toHaveLength(64);
  });
});
