import { withCluster } from './eks-support';

const admin = 'arn:aws:iam::999999999999:role/oncall';
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

describe('aws_eks_access_entry', () => {
  it('gets the user name of a role', async () => {
    const { aws } = await withCluster();
    const entry = { cluster_name: 'prod', principal_arn: admin };
    expect(await aws.create('aws_eks_access_entry', entry)).toMatchObject({
      id: `prod:${admin}`,
      user_name: 'arn:aws:sts::999999999999:assumed-role/oncall/{{SessionName}}',
      kubernetes_groups: [],
    });
    await expect(aws.create('aws_eks_access_entry', entry)).rejects.toThrow(/^ResourceInUseException: /);
  });

  it('gives nodes their group', async () => {
    const { aws, roles } = await withCluster();
    const entry = { cluster_name: 'prod', principal_arn: roles.node, type: 'EC2_LINUX' };
    expect(await aws.create('aws_eks_access_entry', entry)).toMatchObject({
      user_name: 'system:node:{{EC2PrivateDNSName}}',
      kubernetes_groups: ['system:nodes'],
    });
  });

  it('cannot be made for nodes that a node group let in', async () => {
    const { aws, group, roles } = await withCluster();
    await aws.create('aws_eks_node_group', group);
    const entry = { cluster_name: 'prod', principal_arn: roles.node, type: 'EC2_LINUX' };
    await expect(aws.create('aws_eks_access_entry', entry)).rejects.toThrow(/^ResourceInUseException: /);
  });

  it('is for users and roles that exist', async () => {
    const { aws } = await withCluster();
    const create = (principal_arn: string) =>
      aws.create('aws_eks_access_entry', { cluster_name: 'prod', principal_arn });
    await expect(create('arn:aws:iam::123456789012:role/absent')).rejects.toThrow(/^InvalidParameterException: /);
    await expect(create('arn:aws:iam::999999999999:root')).rejects.toThrow(/^InvalidParameterException: /);
  });

  it('has no names of Kubernetes itself', async () => {
    const { aws } = await withCluster();
    const config = { cluster_name: 'prod', principal_arn: admin };
    const create = (change: object) => aws.create('aws_eks_access_entry', { ...config, ...change });
    await expect(create({ kubernetes_groups: ['system:masters'] })).rejects.toThrow(
      'InvalidParameterException: The kubernetes group name system:masters is invalid, it cannot start with system:',
    );
    await expect(create({ user_name: 'system:admin' })).rejects.toThrow('The username must not begin with system:');
    const entry = await create({ kubernetes_groups: ['team:viewers'], user_name: 'oncall' });
    const changed = { ...config, kubernetes_groups: ['system:masters'] };
    await expect(aws.update('aws_eks_access_entry', entry, changed)).rejects.toThrow('cannot start with system:');
  });

  it('needs a cluster that keeps entries', async () => {
    const { aws } = await withCluster({ access_config: [{ authentication_mode: 'CONFIG_MAP' }] });
    await expect(aws.create('aws_eks_access_entry', { cluster_name: 'prod', principal_arn: admin })).rejects.toThrow(
      /^InvalidRequestException: The cluster's authentication mode/,
    );
  });

  it('is replaced for who it is for', async () => {
    const { aws } = await withCluster();
    const config = { cluster_name: 'prod', principal_arn: admin, type: 'STANDARD' };
    const entry = await aws.create('aws_eks_access_entry', config);
    const replacedBy = (change: object) => aws.replacedBy('aws_eks_access_entry', entry, { ...config, ...change });
    expect(replacedBy({ type: 'EC2_LINUX' })).toEqual(['type']);
    expect(replacedBy({ principal_arn: `${admin}-2` })).toEqual(['principal_arn']);
    expect(replacedBy({ kubernetes_groups: ['a'] })).toEqual([]);
  });
});

describe('aws_eks_access_policy_association', () => {
  const association = {
    cluster_name: 'prod',
    principal_arn: admin,
    policy_arn: view,
    access_scope: [{ type: 'cluster' }],
  };
  const withEntry = async (entry: object = {}) => {
    const { aws } = await withCluster();
    await aws.create('aws_eks_access_entry', { cluster_name: 'prod', principal_arn: admin, ...entry });
    return aws;
  };

  it('gives a policy to an entry', async () => {
    const aws = await withEntry();
    expect(await aws.create('aws_eks_access_policy_association', association)).toMatchObject({
      id: `prod#${admin}#${view}`,
    });
  });

  it('needs the entry', async () => {
    const { aws } = await withCluster();
    await expect(aws.create('aws_eks_access_policy_association', association)).rejects.toThrow(
      'ResourceNotFoundException: The specified principalArn could not be found',
    );
  });

  it.each([
    ['an unknown policy', { policy_arn: 'arn:aws:eks::aws:cluster-access-policy/ViewPolicy' }],
    ['an unknown scope', { access_scope: [{ type: 'region' }] }],
    ['a namespace scope without namespaces', { access_scope: [{ type: 'namespace' }] }],
    ['a cluster scope with namespaces', { access_scope: [{ type: 'cluster', namespaces: ['a'] }] }],
  ])('refuses %s', async (_what, change) => {
    const aws = await withEntry();
    await expect(aws.create('aws_eks_access_policy_association', { ...association, ...change })).rejects.toThrow(
      /^InvalidParameterException: /,
    );
  });

  it('refuses to give policies to nodes', async () => {
    const aws = await withEntry({ type: 'EC2_LINUX' });
    await expect(aws.create('aws_eks_access_policy_association', association)).rejects.toThrow(
      /^InvalidRequestException: /,
    );
  });
});
