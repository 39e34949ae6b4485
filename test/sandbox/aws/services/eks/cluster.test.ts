import { idOf, trust, withCluster, withNetwork } from './eks-support';

it('fills in what a cluster is reached by', async () => {
  const { aws, cluster, vpc } = await withNetwork();
  const created = await aws.create('aws_eks_cluster', cluster);
  expect(created).toMatchObject({
    id: 'prod',
    arn: 'arn:aws:eks:us-east-1:123456789012:cluster/prod',
    status: 'ACTIVE',
    platform_version: expect.stringMatching(/^eks\.\d+$/),
    endpoint: expect.stringMatching(/^https:\/\/[0-9A-F]{32}\.gr7\.us-east-1\.eks\.amazonaws\.com$/),
    identity: [{ oidc: [{ issuer: expect.stringContaining('https://oidc.eks.us-east-1.amazonaws.com/id/') }] }],
    vpc_config: [{ vpc_id: idOf(vpc), cluster_security_group_id: expect.stringMatching(/^sg-/) }],
  });
  const [authority] = created['certificate_authority'] as { data: string }[];
  expect(Buffer.from(authority?.data ?? '', 'base64').toString()).toContain('BEGIN CERTIFICATE');
});

it('makes a security group that goes with the cluster', async () => {
  const { aws, cluster } = await withNetwork();
  const groups = () => aws.objects().filter(({ type }) => type === 'aws_security_group').length;
  const before = groups();
  const created = await aws.create('aws_eks_cluster', cluster);
  expect(groups()).toBe(before + 1);
  await aws.destroy('aws_eks_cluster', created);
  expect(groups()).toBe(before);
});

it('makes the log group itself when it finds none, and leaves it', async () => {
  const { aws, cluster } = await withNetwork();
  const created = await aws.create('aws_eks_cluster', { ...cluster, enabled_cluster_log_types: ['api'] });
  const group = { region: 'us-east-1', type: 'aws_cloudwatch_log_group', id: '/aws/eks/prod/cluster' };
  expect(aws.objects()).toContainEqual(group);
  await aws.destroy('aws_eks_cluster', created);
  expect(aws.objects()).toContainEqual(group);
  await expect(aws.create('aws_cloudwatch_log_group', { name: group.id })).rejects.toThrow(
    /^ResourceAlreadyExistsException: /,
  );
});

it('encrypts with a key of its own region only', async () => {
  const { aws, cluster } = await withNetwork();
  const keyIn = async (region: string) => String((await aws.in(region).create('aws_kms_key', {}))['arn']);
  const create = (key_arn: string) =>
    aws.create('aws_eks_cluster', {
      ...cluster,
      encryption_config: [{ resources: ['secrets'], provider: [{ key_arn }] }],
    });
  await expect(create(await keyIn('us-west-2'))).rejects.toThrow(/^InvalidRequestException: .*us-west-2/);
  await create(await keyIn('us-east-1'));
});

it.each([
  ['the role does not exist', { role_arn: 'arn:aws:iam::123456789012:role/absent' }, /^InvalidParameterException: /],
  ['EKS does not have the version', { version: '1.24' }, /^InvalidParameterException: unsupported Kubernetes version/],
  [
    'the key does not exist',
    {
      encryption_config: [
        { resources: ['secrets'], provider: [{ key_arn: 'arn:aws:kms:us-east-1:123456789012:key/absent' }] },
      ],
    },
    /^InvalidRequestException: /,
  ],
])('refuses a cluster if %s', async (_reason, change, error) => {
  const { aws, cluster } = await withNetwork();
  await expect(aws.create('aws_eks_cluster', { ...cluster, ...change })).rejects.toThrow(error);
});

it('refuses a role that does not trust EKS', async () => {
  const { aws, cluster, role } = await withNetwork();
  const role_arn = await role('other', trust('ec2.amazonaws.com'));
  await expect(aws.create('aws_eks_cluster', { ...cluster, role_arn })).rejects.toThrow(
    'InvalidParameterException: Role could not be assumed because the trusted entity is not correct',
  );
});

describe('subnets of a cluster', () => {
  const create = async (choose: (made: Awaited<ReturnType<typeof withNetwork>>) => Promise<string[]>) => {
    const made = await withNetwork();
    const vpc_config = [{ subnet_ids: await choose(made) }];
    return made.aws.create('aws_eks_cluster', { ...made.cluster, vpc_config });
  };

  it('lie in two zones at least', async () => {
    await expect(create(async ({ subnets }) => subnets.slice(0, 1).map(idOf))).rejects.toThrow(
      'InvalidParameterException: Subnets specified must be in at least two different AZs',
    );
  });

  it('lie in zones where EKS has control planes', async () => {
    await expect(
      create(async ({ subnets, subnetIn }) => [...subnets, await subnetIn('use1-az3', '10.0.2.0/24')].map(idOf)),
    ).rejects.toThrow(/^UnsupportedAvailabilityZoneException: /);
  });

  it('lie in one VPC', async () => {
    await expect(
      create(async ({ aws, subnets, subnetIn }) => {
        const other = await aws.create('aws_vpc', { cidr_block: '10.1.0.0/16' });
        return [...subnets, await subnetIn('use1-az4', '10.1.0.0/24', other['id'] ?? null)].map(idOf);
      }),
    ).rejects.toThrow(/^InvalidParameterException: .*one VPC/);
  });

  it('exist, and stay as long as the cluster', async () => {
    await expect(create(async () => ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'])).rejects.toThrow(
      /^InvalidParameterException: /,
    );
    const { aws, subnets } = await withCluster();
    await expect(aws.destroy('aws_subnet', subnets[0] ?? {})).rejects.toThrow(/^DependencyViolation: /);
  });
});

it('is upgraded by one minor version at a time, and never back', async () => {
  const { aws, cluster, config } = await withCluster();
  const upgrade = (version: string) => aws.update('aws_eks_cluster', cluster, { ...config, version });
  await expect(upgrade('1.36')).rejects.toThrow('Unsupported Kubernetes minor version update from 1.34 to 1.36');
  await expect(upgrade('1.33')).rejects.toThrow('Unsupported Kubernetes minor version update from 1.34 to 1.33');
  expect(await upgrade('1.35')).toMatchObject({ version: '1.35', endpoint: cluster['endpoint'] });
});

it('goes over to the API for access, and never back', async () => {
  const { aws, cluster, config } = await withCluster();
  const access_config = [
    { authentication_mode: 'API_AND_CONFIG_MAP', bootstrap_cluster_creator_admin_permissions: false },
  ];
  await expect(aws.update('aws_eks_cluster', cluster, { ...config, access_config })).rejects.toThrow(
    'Unsupported authentication mode update from API to API_AND_CONFIG_MAP',
  );
});

it('is replaced for what EKS cannot change', async () => {
  const { aws, cluster, config } = await withCluster();
  const replacedBy = (change: object) => aws.replacedBy('aws_eks_cluster', cluster, { ...config, ...change });
  expect(replacedBy({ name: 'b' })).toEqual(['name']);
  expect(replacedBy({ role_arn: 'arn:aws:iam::123456789012:role/node' })).toEqual(['role_arn']);
  expect(replacedBy({ bootstrap_self_managed_addons: true })).toEqual(['bootstrap_self_managed_addons']);
  expect(
    replacedBy({ access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: true }] }),
  ).toEqual(['access_config']);
  expect(replacedBy({ version: '1.35', zonal_shift_config: [{ enabled: true }], tags: { a: 'b' } })).toEqual([]);
});

it('needs a private or a public endpoint', async () => {
  const { aws, cluster } = await withNetwork();
  const [config] = cluster.vpc_config;
  const vpc_config = [{ ...config, endpoint_private_access: false }];
  await expect(aws.create('aws_eks_cluster', { ...cluster, vpc_config })).rejects.toThrow(
    /^InvalidParameterException: Private and public endpoint access cannot be false/,
  );
});

it('is not deleted while it has node groups or is protected', async () => {
  const { aws, cluster, config, group } = await withCluster({ deletion_protection: true });
  const nodes = await aws.create('aws_eks_node_group', group);
  await expect(aws.destroy('aws_eks_cluster', cluster)).rejects.toThrow(/^ResourceInUseException: /);
  await aws.destroy('aws_eks_node_group', nodes);
  await expect(aws.destroy('aws_eks_cluster', cluster)).rejects.toThrow(/^InvalidRequestException: .*protection/);
  await aws.destroy(
    'aws_eks_cluster',
    await aws.update('aws_eks_cluster', cluster, { ...config, deletion_protection: false }),
  );
});

it('has a name of its own in its region', async () => {
  const { aws, config } = await withCluster();
  await expect(aws.create('aws_eks_cluster', config)).rejects.toThrow(/^ResourceInUseException: /);
});

it('checks values as the provider does', async () => {
  const { aws, cluster } = await withNetwork();
  const complaints = (change: object) => aws.validate('aws_eks_cluster', { ...cluster, ...change });
  const range = (service_ipv4_cidr: string) => ({ kubernetes_network_config: [{ service_ipv4_cidr }] });
  expect(complaints(range('172.20.0.0/16'))).toEqual([]);
  expect(complaints(range('100.64.0.0/16'))).toHaveLength(1);
  expect(complaints(range('10.0.0.0/25'))).toHaveLength(1);
  expect(complaints(range('10.0.0.1/16'))).toHaveLength(1);
  expect(complaints({ name: '-prod' })).toHaveLength(1);
  expect(complaints({ enabled_cluster_log_types: ['api', 'kubelet'] })).toHaveLength(1);
  expect(complaints({ upgrade_policy: [{ support_type: 'LONG' }] })).toHaveLength(1);
});

it('is found by its name', async () => {
  const { aws, cluster } = await withCluster();
  expect(await aws.data('aws_eks_cluster', { name: 'prod' })).toMatchObject({
    endpoint: cluster['endpoint'],
    vpc_config: cluster['vpc_config'],
  });
  await expect(aws.data('aws_eks_cluster', { name: 'absent' })).rejects.toThrow(/^ResourceNotFoundException: /);
});
