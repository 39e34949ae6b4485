import { simulatedAws } from '../../../support/simulated-aws';

async function withGroup() {
  const aws = simulatedAws();
  const template = await aws.create('aws_launch_template', { name: 'nodes', instance_type: 'm7i.large' });
  const config = {
    name: 'nodes',
    min_size: 1,
    max_size: 3,
    launch_template: [{ id: String(template['id']), version: '$Latest' }],
  };
  return { aws, config, group: await aws.create('aws_autoscaling_group', config) };
}

describe('aws_autoscaling_group', () => {
  it('starts with as many instances as it must have', async () => {
    const { group } = await withGroup();
    expect(group).toMatchObject({
      id: 'nodes',
      arn: expect.stringMatching(/^arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:.*\/nodes$/),
      desired_capacity: 1,
      health_check_type: 'EC2',
      launch_template: [{ name: 'nodes', version: '$Latest' }],
    });
  });

  it('refuses sizes that contradict each other', async () => {
    const { aws, config, group } = await withGroup();
    await expect(aws.create('aws_autoscaling_group', { ...config, name: 'b', min_size: 4 })).rejects.toThrow(
      /^ValidationError: /,
    );
    await expect(aws.update('aws_autoscaling_group', group, { ...config, desired_capacity: 9 })).rejects.toThrow(
      /^ValidationError: /,
    );
    expect(await aws.update('aws_autoscaling_group', group, { ...config, max_size: 9 })).toMatchObject({ max_size: 9 });
  });

  it('has a name of its own, and is replaced with it', async () => {
    const { aws, config, group } = await withGroup();
    await expect(aws.create('aws_autoscaling_group', config)).rejects.toThrow(/^AlreadyExists: /);
    expect(aws.replacedBy('aws_autoscaling_group', group, { ...config, name: 'b' })).toEqual(['name']);
  });
});

it('tags groups that exist', async () => {
  const { aws } = await withGroup();
  const tag = { key: 'k8s.io/cluster-autoscaler/enabled', value: 'true', propagate_at_launch: false };
  const created = await aws.create('aws_autoscaling_group_tag', { autoscaling_group_name: 'nodes', tag: [tag] });
  expect(created['id']).toBe('nodes,k8s.io/cluster-autoscaler/enabled');
  await expect(
    aws.create('aws_autoscaling_group_tag', { autoscaling_group_name: 'absent', tag: [tag] }),
  ).rejects.toThrow(/^ValidationError: /);
  const renamed = { autoscaling_group_name: 'nodes', tag: [{ ...tag, key: 'b' }] };
  expect(aws.replacedBy('aws_autoscaling_group_tag', created, renamed)).toEqual(['tag']);
  const changed = { autoscaling_group_name: 'nodes', tag: [{ ...tag, value: 'b' }] };
  expect(aws.replacedBy('aws_autoscaling_group_tag', created, changed)).toEqual([]);
});

describe('aws_autoscaling_schedule', () => {
  const action = {
    autoscaling_group_name: 'nodes',
    scheduled_action_name: 'block-start',
    start_time: '2199-12-01T11:30:00Z',
    min_size: -1,
    max_size: -1,
    desired_capacity: 4,
  };

  it('is an action of a group', async () => {
    const { aws } = await withGroup();
    const created = await aws.create('aws_autoscaling_schedule', action);
    expect(created).toMatchObject({
      id: 'block-start',
      arn: expect.stringMatching(/:autoScalingGroupName\/nodes:scheduledActionName\/block-start$/),
      desired_capacity: 4,
    });
    expect(aws.replacedBy('aws_autoscaling_schedule', created, { ...action, desired_capacity: 8 })).toEqual([]);
    expect(
      aws.replacedBy('aws_autoscaling_schedule', created, { ...action, scheduled_action_name: 'block-end' }),
    ).toEqual(['scheduled_action_name']);
  });

  it('lies in the future and belongs to a group that exists', async () => {
    const { aws } = await withGroup();
    const create = (change: object) => aws.create('aws_autoscaling_schedule', { ...action, ...change });
    await expect(create({ autoscaling_group_name: 'absent' })).rejects.toThrow(/^ValidationError: /);
    await expect(create({ start_time: '2020-01-01T00:00:00Z' })).rejects.toThrow(/^ValidationError: .*in the past/);
    await expect(create({ end_time: '2198-01-01T00:00:00Z' })).rejects.toThrow(/^ValidationError: /);
    await expect(create({ start_time: null })).rejects.toThrow(/^ValidationError: /);
  });

  it('takes times as the provider does', () => {
    expect(simulatedAws().validate('aws_autoscaling_schedule', { ...action, start_time: 'tomorrow' })).toHaveLength(1);
  });
});
