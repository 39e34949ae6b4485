import { EfaSecurityGroup } from '../../../../constructs/cluster/node-pools/efa-security-group';
import { GpuPool, type GpuPoolProps } from '../../../../constructs/cluster/node-pools/gpu-pool';
import { NodeRole } from '../../../../constructs/cluster/node-pools/node-role';
import { type Synthesized, synthesize } from '../../../support/synthesize';
import { itWithTerraform, validateJson } from '../../../support/terraform';

const serve: GpuPoolProps = {
  clusterName: 'chat-prod-use1',
  clusterVersion: '1.35',
  name: 'serve',
  namePrefix: 'chat-prod-use1',
  nodeRoleArn: 'arn:aws:iam::111122223333:role/node',
  amiType: 'AL2023_x86_64_NVIDIA',
  instanceTypes: ['g5.12xlarge'],
  subnetIds: ['subnet-a', 'subnet-b'],
  clusterSecurityGroupId: 'sg-cluster',
  capacity: { type: 'on-demand' },
  minNodes: 2,
  maxNodes: 12,
  diskGiB: 200,
  nvmeGB: 3800,
  maxPods: 250,
  placementGroup: false,
  accelerator: { vendor: 'nvidia', label: 'nvidia-a10g', count: 4 },
  labels: { team: 'chat' },
  tags: { 'cost-center': 'ml' },
  dependsOn: [],
};

const train: GpuPoolProps = {
  ...serve,
  name: 'train',
  instanceTypes: ['p5.48xlarge'],
  subnetIds: ['subnet-a'],
  capacity: { type: 'capacity-block', reservationId: 'cr-0123456789abcdef0', startsAt: '2026-12-01T11:30:00Z' },
  minNodes: 4,
  maxNodes: 4,
  nvmeGB: 30400,
  efa: { securityGroupId: 'sg-efa', networkCards: 32, efaInterfaces: 32 },
  accelerator: { vendor: 'nvidia', label: 'nvidia-h100', count: 8 },
};

const synthesizePool = (props: GpuPoolProps) =>
  synthesize((stack) => {
    new GpuPool(stack, props.name, props);
  });

const groupOf = (result: Synthesized) => result.resource('aws_eks_node_group');
const templateOf = (result: Synthesized) => result.resource('aws_launch_template');

/** The tags on the Auto Scaling group, without the autoscaler's prefix. */
const autoscalerTags = (result: Synthesized) =>
  Object.fromEntries(
    Object.values(result.resources('aws_autoscaling_group_tag')).map((resource) => {
      const tag = resource['tag'] as { key: string; value: string };
      return [tag.key.replace('k8s.io/cluster-autoscaler/node-template/', ''), tag.value];
    }),
  );

const reservationId = 'cr-0123456789abcdef0';
const target = { capacity_reservation_target: { capacity_reservation_id: reservationId } };

describe('GpuPool', () => {
  describe('buys its capacity', () => {
    const reserved = { ...serve, subnetIds: ['subnet-a'] };

    it.each([
      {
        props: serve,
        group: {
          capacity_type: 'ON_DEMAND',
          instance_types: ['g5.12xlarge'],
          scaling_config: { min_size: 2, desired_size: 2, max_size: 12 },
        },
        template: {},
      },
      {
        props: { ...serve, capacity: { type: 'spot' }, instanceTypes: ['g5.12xlarge', 'g6.12xlarge'], minNodes: 0 },
        group: {
          capacity_type: 'SPOT',
          instance_types: ['g5.12xlarge', 'g6.12xlarge'],
          scaling_config: { min_size: 0, desired_size: 0, max_size: 12 },
        },
        template: {},
      },
      {
        props: { ...reserved, capacity: { type: 'reservation', reservationId } },
        group: {
          capacity_type: 'ON_DEMAND',
          scaling_config: { min_size: 2, desired_size: 2, max_size: 12 },
        },
        template: { instance_type: 'g5.12xlarge', capacity_reservation_specification: target },
      },
      {
        props: { ...reserved, capacity: { type: 'capacity-block', reservationId } },
        group: {
          capacity_type: 'CAPACITY_BLOCK',
          scaling_config: { min_size: 0, desired_size: 0, max_size: 12 },
        },
        template: {
          instance_type: 'g5.12xlarge',
          capacity_reservation_specification: target,
          instance_market_options: { market_type: 'capacity-block' },
        },
      },
    ] satisfies {
      props: GpuPoolProps;
      group: object;
      template: object;
    }[])('$props.capacity.type', ({ props, group, template }) => {
      const result = synthesizePool(props);

      expect(groupOf(result)).toMatchObject(group);
      expect('instance_types' in groupOf(result)).toBe('instance_types' in group);
      const { instance_type, capacity_reservation_specification, instance_market_options } = templateOf(result);
      expect({ instance_type, capacity_reservation_specification, instance_market_options }).toEqual(template);
    });

    it('in one place only: a reservation of two types fails', () => {
      const capacity = { type: 'reservation', reservationId } as const;
      expect(() => synthesizePool({ ...reserved, capacity, instanceTypes: ['g5.12xlarge', 'g6.12xlarge'] })).toThrow(
        'A reservation has one instance type, not 2',
      );
    });
  });

  describe('is replaced', () => {
    it.each(['on-demand', 'spot'] as const)('beside its predecessor when it is %s', (type) => {
      const group = groupOf(synthesizePool({ ...serve, capacity: { type } }));

      expect(group['node_group_name_prefix']).toBe('serve-');
      expect(group).not.toHaveProperty('node_group_name');
      expect(group['lifecycle']).toEqual({
        create_before_destroy: true,
        ignore_changes: ['scaling_config[0].desired_size'],
      });
    });

    it.each(['reservation', 'capacity-block'] as const)('after its predecessor when it is a %s', (type) => {
      const group = groupOf(synthesizePool({ ...train, capacity: { type, reservationId } }));

      expect(group['node_group_name']).toBe('train');
      expect(group).not.toHaveProperty('node_group_name_prefix');
      expect(group['lifecycle']).toEqual({ ignore_changes: ['scaling_config[0].desired_size'] });
    });

    it('under a name that leaves room for the unique suffix, however long the pool is named', () => {
      const prefixes = ['a', 'b'].map((end) =>
        String(groupOf(synthesizePool({ ...serve, name: `${'n'.repeat(39)}${end}` }))['node_group_name_prefix']),
      );

      expect(prefixes.map((prefix) => prefix.length)).toEqual([37, 37]);
      expect(prefixes[0]).not.toBe(prefixes[1]);
    });
  });

  it('keeps other pods away and tells its hardware by labels', () => {
    const group = groupOf(synthesizePool(train));

    expect(group['taint']).toEqual([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }]);
    expect(group['labels']).toEqual({
      team: 'chat',
      'ninefold.dev/pool': 'train',
      'nvidia.com/gpu.present': 'true',
      'k8s.amazonaws.com/accelerator': 'nvidia-h100',
      'vpc.amazonaws.com/efa.present': 'true',
    });
  });

  it('has no EFA label without EFA, and keeps its own labels against the user', () => {
    const group = groupOf(synthesizePool({ ...serve, labels: { 'ninefold.dev/pool': 'other' } }));

    expect(group['labels']).toEqual({
      'ninefold.dev/pool': 'serve',
      'nvidia.com/gpu.present': 'true',
      'k8s.amazonaws.com/accelerator': 'nvidia-a10g',
    });
  });

  it('taints AWS accelerators by their own resource, and counts them for the autoscaler', () => {
    const result = synthesizePool({
      ...serve,
      amiType: 'AL2023_x86_64_NEURON',
      instanceTypes: ['trn1.32xlarge'],
      accelerator: { vendor: 'aws', label: 'aws-trainium', count: 16 },
    });

    expect(groupOf(result)['taint']).toEqual([
      { key: 'aws.amazon.com/neuron', value: 'present', effect: 'NO_SCHEDULE' },
    ]);
    expect(groupOf(result)['labels']).not.toHaveProperty(['nvidia.com/gpu.present']);
    expect(autoscalerTags(result)).toMatchObject({
      'taint/aws.amazon.com/neuron': 'present:NoSchedule',
      'resources/aws.amazon.com/neuron': '16',
    });
  });

  describe('tells the autoscaler what a first node offers', () => {
    it('with EFA', () => {
      expect(autoscalerTags(synthesizePool(train))).toEqual({
        'label/team': 'chat',
        'label/ninefold.dev/pool': 'train',
        'label/nvidia.com/gpu.present': 'true',
        'label/k8s.amazonaws.com/accelerator': 'nvidia-h100',
        'label/vpc.amazonaws.com/efa.present': 'true',
        'taint/nvidia.com/gpu': 'present:NoSchedule',
        'resources/vpc.amazonaws.com/efa': '32',
        'resources/hugepages-2Mi': '10256Mi',
        'resources/ephemeral-storage': '24065Gi',
        'autoscaling-options/scaledownunneededtime': '8760h0m0s',
      });
    });

    it('without local NVMe and EFA: the scratch space of the root volume, and no idle time of its own', () => {
      const tags = autoscalerTags(synthesizePool({ ...serve, nvmeGB: 0 }));

      expect(tags['resources/ephemeral-storage']).toBe('170Gi');
      expect(Object.keys(tags).filter((key) => /efa|hugepages|autoscaling-options/.test(key))).toEqual([]);
    });

    it('by tags on the Auto Scaling group, not on the instances', () => {
      const result = synthesizePool(serve);
      const [group] = Object.keys(result.resources('aws_eks_node_group'));

      for (const tag of Object.values(result.resources('aws_autoscaling_group_tag'))) {
        expect(tag['autoscaling_group_name']).toBe(
          `\${aws_eks_node_group.${group}.resources[0].autoscaling_groups[0].name}`,
        );
        expect(tag['tag']).toHaveProperty('propagate_at_launch', false);
      }
    });
  });

  describe('with EFA', () => {
    it('has an interface for each card, with both security groups', () => {
      const template = templateOf(synthesizePool(train));
      const interfaces = template['network_interfaces'] as Record<string, unknown>[];

      expect(interfaces).toHaveLength(33);
      expect(interfaces[1]).toEqual({
        network_card_index: 0,
        device_index: 1,
        interface_type: 'efa-only',
        security_groups: ['sg-cluster', 'sg-efa'],
        delete_on_termination: 'true',
      });
      expect(template).not.toHaveProperty('vpc_security_group_ids');
    });

    it('fails on two subnets', () => {
      expect(() => synthesizePool({ ...train, subnetIds: ['subnet-a', 'subnet-b'] })).toThrow(
        'Pool train: needs one subnet, got 2',
      );
    });
  });

  it('without EFA names no security group, so that EKS adds the one of the cluster', () => {
    const template = templateOf(synthesizePool(serve));

    expect(template).not.toHaveProperty('vpc_security_group_ids');
    expect(template).not.toHaveProperty('network_interfaces');
  });

  describe('in a placement group', () => {
    it('names it in the launch template', () => {
      const result = synthesizePool({ ...serve, subnetIds: ['subnet-a'], placementGroup: true });
      const [group] = Object.keys(result.resources('aws_placement_group'));

      expect(result.resource('aws_placement_group')).toEqual({ name: 'chat-prod-use1-serve', strategy: 'cluster' });
      expect(templateOf(result)['placement']).toEqual({ group_name: `\${aws_placement_group.${group}.name}` });
    });

    it('is left out by default', () => {
      expect(synthesizePool(serve).resources('aws_placement_group')).toEqual({});
    });

    it('fails for reserved capacity', () => {
      expect(() => synthesizePool({ ...train, placementGroup: true })).toThrow(
        'Pool train: reserved capacity cannot enter a placement group',
      );
    });
  });

  describe('of a capacity block', () => {
    it('scales up at the start, and only while the start lies ahead', () => {
      expect(synthesizePool(train).resource('aws_autoscaling_schedule')).toMatchObject({
        scheduled_action_name: 'chat-prod-use1-train-block-start',
        start_time: '2026-12-01T11:30:00Z',
        desired_capacity: 4,
        min_size: -1,
        max_size: -1,
        count: '${timecmp(plantimestamp(), "2026-12-01T11:30:00Z") < 0 ? 1 : 0}',
      });
    });

    it('waits for pods when the start is not given', () => {
      const capacity = { type: 'capacity-block', reservationId } as const;
      expect(synthesizePool({ ...train, capacity }).resources('aws_autoscaling_schedule')).toEqual({});
    });

    it('fails for a start in another format, which would depend on the time zone', () => {
      const capacity = { type: 'capacity-block', reservationId, startsAt: '2026-12-01 11:30' } as const;
      expect(() => synthesizePool({ ...train, capacity })).toThrow('startsAt must look like 2026-12-01T11:30:00Z');
    });
  });

  it('hands its storage, pods and tags to the launch template', () => {
    const template = templateOf(synthesizePool(serve));
    const tags = { 'cost-center': 'ml', Name: 'chat-prod-use1-serve' };

    expect(template).toMatchObject({
      name: 'chat-prod-use1-serve',
      metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
      block_device_mappings: [{ ebs: { volume_type: 'gp3', volume_size: 200, encrypted: 'true' } }],
      tag_specifications: [{ tags }, { tags }, { tags }],
    });
    const userData = Buffer.from(String(template['user_data']), 'base64').toString();
    expect(userData).toContain('strategy: RAID0');
    expect(userData).toContain('maxPods: 250');
  });

  it('repairs nodes, updates one at a time and waits an hour for the first', () => {
    expect(groupOf(synthesizePool(serve))).toMatchObject({
      node_repair_config: { enabled: true },
      update_config: { max_unavailable: 1 },
      timeouts: { create: '60m' },
    });
  });

  it.each([
    [{ maxNodes: 0, minNodes: 0 }, 'maxNodes 0 is too small'],
    [{ maxNodes: 1, minNodes: 2 }, 'maxNodes 1 is too small'],
    [{ instanceTypes: [] }, 'needs an instance type'],
  ])('fails for %j', (changes, message) => {
    expect(() => synthesizePool({ ...serve, ...changes })).toThrow(message);
  });

  it('keeps the address of a tag when other labels come and go', () => {
    const addressOfTeam = (labels: Record<string, string>) =>
      Object.entries(synthesizePool({ ...serve, labels }).resources('aws_autoscaling_group_tag')).find(
        ([, resource]) => (resource['tag'] as { value: string }).value === 'chat',
      )?.[0];

    expect(addressOfTeam({ team: 'chat' })).toBe(addressOfTeam({ stage: 'prod', team: 'chat' }));
  });

  itWithTerraform(
    'is valid Terraform in every kind of capacity, next to each other',
    () => {
      const result = synthesize((stack) => {
        // What the stacks ask for; the bindings alone ask for the one version they were generated from.
        const role = new NodeRole(stack, 'node-role', { namePrefix: 'chat-prod-use1' });
        const efa = new EfaSecurityGroup(stack, 'efa', { namePrefix: 'chat-prod-use1', vpcId: 'vpc-1' });
        const common = { nodeRoleArn: role.arn, dependsOn: [...role.policyAttachments, ...efa.rules] };
        const pools: GpuPoolProps[] = [
          { ...train, ...common, efa: { securityGroupId: efa.securityGroupId, networkCards: 32, efaInterfaces: 32 } },
          {
            ...train,
            ...common,
            name: 'packed',
            capacity: { type: 'on-demand' },
            placementGroup: true,
            efa: { securityGroupId: efa.securityGroupId, networkCards: 17, efaInterfaces: 16 },
          },
          { ...train, ...common, name: 'reserved', capacity: { type: 'reservation', reservationId } },
          { ...serve, ...common, capacity: { type: 'spot' }, instanceTypes: ['g5.12xlarge', 'g6.12xlarge'] },
        ];
        for (const pool of pools) new GpuPool(stack, pool.name, pool);
      });

      expect(Object.keys(result.resources('aws_eks_node_group'))).toHaveLength(4);
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
