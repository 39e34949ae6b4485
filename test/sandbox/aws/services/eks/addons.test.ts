import { trust, withCluster } from './eks-support';

const addon = { cluster_name: 'prod', addon_name: 'eks-pod-identity-agent' };

describe('aws_eks_addon_version', () => {
  it('recommends a version for a version of Kubernetes, and knows a newer one', async () => {
    const { aws } = await withCluster();
    const version = async (config: object) => (await aws.data('aws_eks_addon_version', { ...config }))['version'];
    expect(await version({ addon_name: 'kube-proxy', kubernetes_version: '1.35' })).toMatch(
      /^v1\.35\.\d+-eksbuild\.\d+$/,
    );
    const coredns = { addon_name: 'coredns', kubernetes_version: '1.34' };
    expect(await version(coredns)).toMatch(/^v1\.12\./);
    expect(await version({ ...coredns, most_recent: true })).toMatch(/^v1\.13\./);
  });

  it('finds nothing for what EKS does not have', async () => {
    const { aws } = await withCluster();
    const find = (addon_name: string, kubernetes_version: string) =>
      aws.data('aws_eks_addon_version', { addon_name, kubernetes_version });
    await expect(find('core-dns', '1.35')).rejects.toThrow(/^ResourceNotFoundException: /);
    await expect(find('coredns', '1.20')).rejects.toThrow(/^ResourceNotFoundException: /);
  });
});

describe('aws_eks_addon', () => {
  it('has the recommended version unless another one is asked for', async () => {
    const { aws } = await withCluster();
    const { version } = await aws.data('aws_eks_addon_version', {
      addon_name: addon.addon_name,
      kubernetes_version: '1.34',
    });
    expect(await aws.create('aws_eks_addon', addon)).toMatchObject({
      id: 'prod:eks-pod-identity-agent',
      addon_version: version,
      arn: expect.stringMatching(/^arn:aws:eks:us-east-1:123456789012:addon\/prod\/eks-pod-identity-agent\//),
    });
  });

  it.each([
    ['the cluster', { cluster_name: 'absent' }, /^ResourceNotFoundException: /],
    ['the add-on', { addon_name: 'core-dns' }, /^InvalidParameterException: Addon core-dns/],
    [
      'the version for this Kubernetes',
      { addon_name: 'kube-proxy', addon_version: 'v1.35.0-eksbuild.2' },
      /^InvalidParameterException: Addon version specified is not supported/,
    ],
    ['the role', { service_account_role_arn: 'arn:aws:iam::123456789012:role/a' }, /^InvalidParameterException: /],
  ])('is refused if there is no such thing as %s', async (_what, change, error) => {
    const { aws } = await withCluster();
    await expect(aws.create('aws_eks_addon', { ...addon, ...change })).rejects.toThrow(error);
  });

  it('is there once', async () => {
    const { aws } = await withCluster();
    await aws.create('aws_eks_addon', addon);
    await expect(aws.create('aws_eks_addon', addon)).rejects.toThrow(/^ResourceInUseException: /);
  });

  it('refuses broken configuration', async () => {
    const { aws } = await withCluster();
    await expect(aws.create('aws_eks_addon', { ...addon, configuration_values: '{"a":' })).rejects.toThrow(
      /^InvalidParameterException: ConfigurationValue/,
    );
  });

  it('becomes active on nodes without taints', async () => {
    const { aws, group } = await withCluster();
    const coredns = { ...addon, addon_name: 'coredns' };
    await expect(aws.create('aws_eks_addon', coredns)).rejects.toThrow(/^InsufficientNumberOfReplicas: /);
    const taint = [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }];
    await aws.create('aws_eks_node_group', { ...group, node_group_name: 'gpu', taint });
    await expect(aws.create('aws_eks_addon', coredns)).rejects.toThrow(/^InsufficientNumberOfReplicas: /);
    await aws.create('aws_eks_node_group', group);
    await aws.create('aws_eks_addon', coredns);
  });

  it('brings its pod identities, of roles that pods can assume', async () => {
    const { aws, group, role, roles } = await withCluster();
    await aws.create('aws_eks_node_group', group);
    const csi = (role_arn: string) => ({
      ...addon,
      addon_name: 'aws-ebs-csi-driver',
      pod_identity_association: [{ role_arn, service_account: 'ebs-csi-controller-sa' }],
    });
    const untagged = await role('untagged', trust('pods.eks.amazonaws.com'));
    await expect(aws.create('aws_eks_addon', csi(untagged))).rejects.toThrow(/sts:TagSession/);
    const created = await aws.create('aws_eks_addon', csi(roles.pod));

    const own = {
      cluster_name: 'prod',
      namespace: 'kube-system',
      service_account: 'ebs-csi-controller-sa',
      role_arn: roles.pod,
    };
    await expect(aws.create('aws_eks_pod_identity_association', own)).rejects.toThrow(/^ResourceInUseException: /);
    const other = await role('pod-2', trust('pods.eks.amazonaws.com', 'sts:TagSession'));
    await aws.update('aws_eks_addon', created, csi(other));
    await aws.destroy('aws_eks_addon', created);
    await aws.create('aws_eks_pod_identity_association', own);
  });

  it('is replaced for its name and cluster only', async () => {
    const { aws, network_addon } = await withCluster();
    const config = { cluster_name: 'prod', addon_name: 'vpc-cni' };
    expect(aws.replacedBy('aws_eks_addon', network_addon, { ...config, addon_name: 'coredns' })).toEqual([
      'addon_name',
    ]);
    const change = { ...config, configuration_values: '{}', resolve_conflicts_on_update: 'OVERWRITE' };
    expect(aws.replacedBy('aws_eks_addon', network_addon, change)).toEqual([]);
  });

  it('checks values as the provider does', async () => {
    const { aws } = await withCluster();
    const complaints = (change: object) => aws.validate('aws_eks_addon', { ...addon, ...change });
    expect(complaints({ addon_version: 'v1.20.4-eksbuild.2', resolve_conflicts_on_update: 'PRESERVE' })).toEqual([]);
    expect(complaints({ addon_version: '1.20.4' })).toHaveLength(1);
    expect(complaints({ resolve_conflicts_on_create: 'PRESERVE' })).toHaveLength(1);
  });
});

describe('aws_eks_pod_identity_association', () => {
  const associate = async (change: object = {}) => {
    const { aws, roles } = await withCluster();
    const config = { cluster_name: 'prod', namespace: 'a', service_account: 'b', role_arn: roles.pod, ...change };
    return { aws, config, created: await aws.create('aws_eks_pod_identity_association', config) };
  };

  it('gets an id', async () => {
    const { created } = await associate();
    expect(created).toMatchObject({
      id: expect.stringMatching(/^a-[a-z0-9]{17}$/),
      association_id: created['id'],
      association_arn: `arn:aws:eks:us-east-1:123456789012:podidentityassociation/prod/${String(created['id'])}`,
      disable_session_tags: false,
    });
  });

  it('can be found by its tags, though its ARN has a longer name than those of others', async () => {
    const { aws, created } = await associate({ tags: { project: 'chat' } });
    const tag_filter = [{ key: 'project', values: ['chat'] }];
    const found = await aws.data('aws_resourcegroupstaggingapi_resources', { tag_filter });
    expect(found['resource_tag_mapping_list']).toMatchObject([{ resource_arn: created['association_arn'] }]);
  });

  it('is the only one of its service account', async () => {
    const { aws, config } = await associate();
    await expect(aws.create('aws_eks_pod_identity_association', config)).rejects.toThrow(
      /^ResourceInUseException: Association already exists: a-/,
    );
  });

  it('needs its role and its cluster', async () => {
    const role_arn = 'arn:aws:iam::123456789012:role/absent';
    await expect(associate({ role_arn })).rejects.toThrow(/^InvalidParameterException: /);
    await expect(associate({ cluster_name: 'absent' })).rejects.toThrow(/^ResourceNotFoundException: /);
  });

  it('is replaced for the service account, and not for the role', async () => {
    const { aws, config, created } = await associate();
    const replacedBy = (change: object) =>
      aws.replacedBy('aws_eks_pod_identity_association', created, { ...config, ...change });
    expect(replacedBy({ service_account: 'c' })).toEqual(['service_account']);
    expect(replacedBy({ role_arn: 'arn:aws:iam::123456789012:role/c' })).toEqual([]);
  });
});
