import { simulatedAws } from '../../../../support/simulated-aws';

const config = {
  name: 'prod-gpu',
  description: 'GPU nodes',
  block_device_mappings: [{ device_name: '/dev/xvda', ebs: [{ volume_size: 100, volume_type: 'gp3' }] }],
  metadata_options: [{ http_tokens: 'required' }],
};

it('starts at version 1', async () => {
  const template = await simulatedAws().create('aws_launch_template', config);
  expect(template).toMatchObject({
    id: expect.stringMatching(/^lt-[0-9a-f]{17}$/),
    arn: `arn:aws:ec2:us-east-1:123456789012:launch-template/${String(template['id'])}`,
    latest_version: 1,
    default_version: 1,
    block_device_mappings: [{ ebs: [{ volume_size: 100, iops: null, throughput: null }] }],
    metadata_options: [{ http_tokens: 'required', http_endpoint: null, http_put_response_hop_limit: null }],
  });
});

it('makes a version of every change but one of its tags', async () => {
  const aws = simulatedAws();
  const first = await aws.create('aws_launch_template', config);
  const second = await aws.update('aws_launch_template', first, { ...config, instance_type: 'g6.xlarge' });
  expect(second).toMatchObject({ id: first['id'], latest_version: 2, default_version: 1 });
  const tagged = { ...config, instance_type: 'g6.xlarge', tags: { a: 'b' } };
  expect(await aws.update('aws_launch_template', second, tagged)).toMatchObject({ latest_version: 2 });
});

it('is replaced for its name only', async () => {
  const aws = simulatedAws();
  const template = await aws.create('aws_launch_template', config);
  expect(aws.replacedBy('aws_launch_template', template, { ...config, name: 'other' })).toEqual(['name']);
  const change = { ...config, user_data: 'YQ==', monitoring: [{ enabled: true }] };
  expect(aws.replacedBy('aws_launch_template', template, change)).toEqual([]);
});

it('has a name of its own', async () => {
  const aws = simulatedAws();
  await aws.create('aws_launch_template', config);
  await expect(aws.create('aws_launch_template', config)).rejects.toThrow(
    /^InvalidLaunchTemplateName.AlreadyExistsException: /,
  );
  await aws.in('eu-west-1').create('aws_launch_template', config);
});

it('refuses user data that EC2 cannot decode or hold', async () => {
  const aws = simulatedAws();
  const create = (user_data: string) => aws.create('aws_launch_template', { ...config, user_data });
  await expect(create('MIME-Version: 1.0')).rejects.toThrow(/^InvalidUserData.Malformed: /);
  await expect(create(Buffer.alloc(16_385).toString('base64'))).rejects.toThrow(/^InvalidParameterValue: /);
});

it('takes security groups for the instance or for its interfaces', async () => {
  const both = {
    ...config,
    vpc_security_group_ids: ['sg-1'],
    network_interfaces: [{ device_index: 0, security_groups: ['sg-1'] }],
  };
  await expect(simulatedAws().create('aws_launch_template', both)).rejects.toThrow(/^InvalidParameterCombination: /);
});

it('checks values as the provider does', () => {
  const complaints = (change: object) => simulatedAws().validate('aws_launch_template', { ...config, ...change });
  expect(complaints({})).toEqual([]);
  expect(complaints({ name: 'ab' })).toHaveLength(1);
  expect(complaints({ name: 'a b c' })).toHaveLength(1);
  expect(complaints({ metadata_options: [{ http_tokens: 'maybe', http_put_response_hop_limit: 65 }] })).toHaveLength(2);
  expect(complaints({ network_interfaces: [{ interface_type: 'ena', delete_on_termination: 'yes' }] })).toHaveLength(2);
  expect(complaints({ instance_market_options: [{ market_type: 'block' }] })).toHaveLength(1);
  expect(complaints({ block_device_mappings: [{ ebs: [{ volume_type: 'gp4', encrypted: 'true' }] }] })).toHaveLength(1);
});
