import { Cluster, type ClusterProps } from '../../../constructs/cluster/cluster';
import { synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const minimal: ClusterProps = {
  name: 'chat-prod-use1',
  version: '1.35',
  supportType: 'STANDARD',
  controlPlaneSubnetIds: ['subnet-1', 'subnet-2'],
  publicAccessCidrs: [],
  serviceCidr: '172.20.0.0/16',
  encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  logRetentionDays: 365,
  admins: [],
  viewers: [],
  preventDestroy: false,
};

const build = (props: Partial<ClusterProps> = {}) =>
  synthesize((stack) => new Cluster(stack, 'cluster', { ...minimal, ...props }));

describe('Cluster', () => {
  it('is private, encrypted and grants its creator nothing', () => {
    expect(build().resource('aws_eks_cluster')).toMatchObject({
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ['subnet-1', 'subnet-2'],
      },
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      encryption_config: { resources: ['secrets'], provider: { key_arn: minimal.encryptionKeyArn } },
      bootstrap_self_managed_addons: false,
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      lifecycle: { prevent_destroy: false },
    });
  });

  it('opens the public endpoint only to the ranges that it is given', () => {
    expect(build({ publicAccessCidrs: ['198.18.0.0/15'] }).resource('aws_eks_cluster')['vpc_config']).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ['198.18.0.0/15'],
    });
  });

  it('waits for its log group and for the permissions of its role', () => {
    expect(build().resource('aws_eks_cluster')['depends_on']).toEqual([
      expect.stringContaining('aws_cloudwatch_log_group.'),
      expect.stringContaining('aws_iam_role_policy_attachment.'),
      expect.stringContaining('aws_iam_role_policy.'),
    ]);
  });

  it('creates the log group that EKS would otherwise create unencrypted and without an end', () => {
    expect(build().resource('aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/eks/chat-prod-use1/cluster',
      retention_in_days: 365,
      kms_key_id: minimal.encryptionKeyArn,
    });
  });

  it('lets viewers look at workloads and not at secrets', () => {
    const viewer = 'arn:aws:iam::111122223333:role/developers';
    expect(build({ viewers: [viewer] }).resource('aws_eks_access_policy_association')).toMatchObject({
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      access_scope: { type: 'cluster' },
    });
  });

  it('keeps the addresses of access entries when another principal goes', () => {
    const [a, b] = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'];
    const both = Object.keys(build({ admins: [a, b] }).resources('aws_eks_access_entry'));
    const one = Object.keys(build({ admins: [b] }).resources('aws_eks_access_entry'));
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(one));
  });

  it('refuses to be destroyed where that is asked for', () => {
    expect(build({ preventDestroy: true }).resource('aws_eks_cluster')['lifecycle']).toEqual({ prevent_destroy: true });
  });

  itWithTerraform(
    'is accepted by the real provider',
    () => {
      const { json } = build({
        admins: ['arn:aws:iam::111122223333:role/admin'],
        viewers: ['arn:aws:iam::111122223333:user/viewer'],
        publicAccessCidrs: ['198.18.0.0/15'],
        supportType: 'EXTENDED',
      });
      expect(validateJson(json)).toEqual([]);
    },
    60_000,
  );
});
