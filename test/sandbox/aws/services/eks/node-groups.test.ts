import { idOf, trust, withCluster, withNetwork } from './eks-support';

it('owns an autoscaling group and lets its nodes into the cluster', async () => {
  const { aws, group, roles } = await withCluster();
  const created = await aws.create('aws_eks_node_group', {
    ...group,
    node_group_name: null,
    node_group_name_prefix: 'system-',
  });
  const name = String(created['node_group_name']);
  expect(created).toMatchObject({
    id: `prod:${name}`,
    status: 'ACTIVE',
    version: '1.34',
    release_version: expect.stringMatching(/^1\.34\.\d+-\d{8}$/),
    ami_type: 'AL2023_x86_64_STANDARD',
    capacity_type: 'ON_DEMAND',
    launch_template: [{ name: 'nodes', version: '1' }],
    resources: [{ autoscaling_groups: [{ name: expect.stringMatching(new RegExp(`^eks-${name}-`)) }] }],
  });
  const types = () => aws.objects().map(({ type, id }) => `${type} ${id}`);
  expect(types()).toContainEqual(expect.stringContaining('aws_autoscaling_group eks-system-'));
  expect(types()).toContain(`aws_eks_access_entry prod:${roles.node}`);
  await aws.destroy('aws_eks_node_group', created);
  expect(types()).not.toContainEqual(expect.stringContaining('aws_autoscaling_group eks-system-'));
});

it('is replaced for what EKS cannot change', async () => {
  const { aws, group } = await withCluster();
  const created = await aws.create('aws_eks_node_group', group);
  const replacedBy = (change: object) => aws.replacedBy('aws_eks_node_group', created, { ...group, ...change });
  expect(replacedBy({ instance_types: ['m7i.xlarge'] })).toEqual(['instance_types']);
  expect(replacedBy({ capacity_type: 'SPOT' })).toEqual(['capacity_type']);
  expect(replacedBy({ ami_type: 'AL2023_x86_64_NVIDIA' })).toEqual(['ami_type']);
  expect(replacedBy({ subnet_ids: group.subnet_ids.slice(1) })).toEqual(['subnet_ids']);
  expect(replacedBy({ launch_template: [{ id: 'lt-0123456789abcdef0', version: '1' }] })).toEqual(['launch_template']);
  const inPlace = {
    version: '1.34',
    labels: { a: 'b' },
    scaling_config: [{ min_size: 0, max_size: 9, desired_size: 0 }],
    taint: [{ key: 'a', effect: 'NO_SCHEDULE' }],
    launch_template: [{ ...group.launch_template[0], version: '2' }],
  };
  expect(replacedBy(inPlace)).toEqual([]);
});

it.each([
  ['the cluster does not exist', { cluster_name: 'absent' }, /^ResourceNotFoundException: /],
  [
    'a type does not exist',
    { instance_types: ['m7i.large', 'g6.9xlarge'] },
    'InvalidParameterException: The following supplied instance types do not exist: [g6.9xlarge]',
  ],
  [
    'the image does not run on the type',
    { instance_types: ['m7g.large'], ami_type: 'AL2023_x86_64_STANDARD' },
    'InvalidParameterException: [m7g.large] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD',
  ],
  [
    'it shall have fewer nodes than its minimum',
    { scaling_config: [{ min_size: 2, max_size: 3, desired_size: 1 }] },
    "InvalidParameterException: Minimum capacity 2 can't be greater than desired size 1",
  ],
  [
    'it shall have more nodes than its maximum',
    { scaling_config: [{ min_size: 0, max_size: 3, desired_size: 4 }] },
    "InvalidParameterException: desired capacity 4 can't be greater than max size 3",
  ],
  ['its version is ahead of the cluster', { version: '1.35' }, /^InvalidParameterException: .*1\.35.*1\.34/],
  [
    'the template lacks the version',
    { launch_template: [{ name: 'nodes', version: '2' }] },
    /^InvalidRequestException: /,
  ],
  [
    'the template does not exist',
    { launch_template: [{ name: 'absent', version: '1' }] },
    /^InvalidRequestException: /,
  ],
  ['the disk is up to the template', { disk_size: 50 }, /^InvalidParameterException: Disk size must be specified/],
  ['a block has no reservation', { capacity_type: 'CAPACITY_BLOCK' }, /^InvalidParameterException: /],
])('is refused if %s', async (_reason, change, error) => {
  const { aws, group } = await withCluster();
  await expect(aws.create('aws_eks_node_group', { ...group, ...change })).rejects.toThrow(error);
});

it('runs on types that the catalog does not have', async () => {
  const { aws, group } = await withCluster();
  const change = { ami_type: 'AL2023_ARM_64_STANDARD', instance_types: ['m6g.medium', 'c8gn.metal-24xl'] };
  await aws.create('aws_eks_node_group', { ...group, ...change });
});

it('has no labels of EKS, and none with which no kubelet starts', async () => {
  const { aws, group } = await withCluster();
  const scaling_config = [{ min_size: 1, max_size: 2, desired_size: 1 }];
  const create = (key: string, change: object = {}) =>
    aws.create('aws_eks_node_group', { ...group, scaling_config, labels: { [key]: 'a' }, ...change });
  await expect(create('eks.amazonaws.com/team')).rejects.toThrow(
    'InvalidParameterException: Label cannot contain reserved prefixes [eks.amazonaws.com/]',
  );
  for (const key of ['node-role.kubernetes.io/worker', 'k8s.io/team']) {
    await expect(create(key)).rejects.toThrow(new RegExp(`^NodeCreationFailure: .*${key}`));
  }
  const names = ['node.kubernetes.io/team', 'topology.kubernetes.io/zone', 'example.com/team', 'team'];
  for (const [index, key] of names.entries()) await create(key, { node_group_name: `g${index}` });
});

it('needs a role that EC2 may assume', async () => {
  const { aws, group, role } = await withCluster();
  const node_role_arn = await role('other', trust('eks.amazonaws.com'));
  await expect(aws.create('aws_eks_node_group', { ...group, node_role_arn })).rejects.toThrow(
    'Following required service principals [ec2.amazonaws.com] were not found',
  );
});

it('needs a network for pods before its first node', async () => {
  const { aws, cluster, subnets, roles } = await withNetwork();
  await aws.create('aws_eks_cluster', cluster);
  const group = {
    cluster_name: 'prod',
    node_group_name: 'system',
    node_role_arn: roles.node,
    subnet_ids: subnets.map(idOf),
    scaling_config: [{ min_size: 0, max_size: 2, desired_size: 1 }],
  };
  await expect(aws.create('aws_eks_node_group', group)).rejects.toThrow(/^NodeCreationFailure: /);
  const empty = [{ min_size: 0, max_size: 2, desired_size: 0 }];
  expect(await aws.create('aws_eks_node_group', { ...group, scaling_config: empty })).toMatchObject({
    instance_types: ['t3.medium'],
    disk_size: 20,
  });
});

describe('a launch template', () => {
  const create = async (template: object, change: object = {}) => {
    const { aws, group } = await withCluster();
    const made = await aws.create('aws_launch_template', { name: 'special', ...template });
    return aws.create('aws_eks_node_group', {
      ...group,
      launch_template: [{ id: idOf(made), version: '1' }],
      ...change,
    });
  };
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const interfaces = (...kinds: string[]) =>
    kinds.map((interface_type, index) => ({ network_card_index: 0, device_index: index, interface_type }));

  it.each([
    ['says the type that the group says too', { instance_type: 'm7i.large' }, /^InvalidRequestException: /],
    ['names subnets', { network_interfaces: [{ subnet_id: 'subnet-1' }] }, /^InvalidRequestException: .*a subnet/],
    ['asks for Spot', { instance_market_options: [{ market_type: 'spot' }] }, /^InvalidRequestException: .*Spot/],
    [
      'has user data that is not MIME',
      { user_data: encode('#!/bin/sh\n') },
      /^Ec2LaunchTemplateInvalidConfiguration: /,
    ],
    ['names an absent security group', { vpc_security_group_ids: ['sg-0123456789abcdef0'] }, /sg-0123456789abcdef0/],
    [
      'has more EFA interfaces than the type',
      { network_interfaces: interfaces('interface', 'efa-only') },
      /1 EFA interfaces exceed the limit of 0 for m7i.large/,
    ],
  ])('is refused if it %s', async (_reason, template, error) => {
    await expect(create(template)).rejects.toThrow(error);
  });

  it('may have MIME user data and the interfaces of its type', async () => {
    const user_data = encode('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="A"\n\n--A--');
    const template = { user_data, network_interfaces: interfaces('interface', 'efa-only') };
    const change = { instance_types: ['g6.12xlarge'], ami_type: 'AL2023_x86_64_NVIDIA' };
    await create(template, change);
    await expect(
      create({ network_interfaces: interfaces('efa-only') }, { instance_types: ['g6.12xlarge'] }),
    ).rejects.toThrow(/cannot be the primary network interface/);
  });

  it('of a Capacity Block says the type and the reservation', async () => {
    const block = {
      instance_type: 'p5.48xlarge',
      instance_market_options: [{ market_type: 'capacity-block' }],
      capacity_reservation_specification: [
        { capacity_reservation_target: [{ capacity_reservation_id: 'cr-0123456789abcdef0' }] },
      ],
    };
    const change = { capacity_type: 'CAPACITY_BLOCK', instance_types: null, ami_type: 'AL2023_x86_64_NVIDIA' };
    expect(await create(block, change)).toMatchObject({ instance_types: [] });
    await expect(create(block, { ...change, capacity_type: 'ON_DEMAND' })).rejects.toThrow(
      /^InvalidParameterException: .*CAPACITY_BLOCK/,
    );
  });
});

it('follows its template and its sizes', async () => {
  const { aws, group, template } = await withCluster();
  const created = await aws.create('aws_eks_node_group', group);
  await aws.update('aws_launch_template', template, { name: 'nodes', description: 'second' });
  const launch_template = [{ id: idOf(template), version: '2' }];
  const updated = await aws.update('aws_eks_node_group', created, { ...group, launch_template });
  expect(updated).toMatchObject({
    launch_template: [{ name: 'nodes', version: '2' }],
    resources: created['resources'],
  });
  const scaling_config = [{ min_size: 3, max_size: 3, desired_size: 2 }];
  await expect(
    aws.update('aws_eks_node_group', updated, { ...group, launch_template, scaling_config }),
  ).rejects.toThrow(/^InvalidParameterException: /);
});

it('lends its autoscaling group to tags, which do not hold it', async () => {
  const { aws, group } = await withCluster();
  const created = await aws.create('aws_eks_node_group', group);
  const [resources] = created['resources'] as { autoscaling_groups: { name: string }[] }[];
  await aws.create('aws_autoscaling_group_tag', {
    autoscaling_group_name: resources?.autoscaling_groups[0]?.name ?? null,
    tag: [{ key: 'a', value: 'b', propagate_at_launch: false }],
  });
  await aws.destroy('aws_eks_node_group', created);
});

it('checks values as the provider does', async () => {
  const { aws, group } = await withCluster();
  const complaints = (change: object) => aws.validate('aws_eks_node_group', { ...group, ...change });
  expect(complaints({})).toEqual([]);
  expect(complaints({ capacity_type: 'RESERVED' })).toHaveLength(1);
  expect(complaints({ ami_type: 'AL2023' })).toHaveLength(1);
  expect(complaints({ taint: [{ key: 'a', effect: 'NoSchedule' }] })).toHaveLength(1);
  expect(complaints({ node_group_name: 'a'.repeat(64) })).toHaveLength(1);
  expect(complaints({ scaling_config: [{ min_size: 0, max_size: 0, desired_size: 0 }] })).toHaveLength(1);
});
