import { simulatedAws } from '../../../../support/simulated-aws';

const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const trust = (service: string) =>
  document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
const readModels = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::models/*' });

const role = { name: 'nodes', assume_role_policy: trust('ec2.amazonaws.com') };

describe('aws_iam_role', () => {
  it('gets an ARN with its path and what IAM fills in', async () => {
    const created = await simulatedAws().create('aws_iam_role', { ...role, path: '/ninefold/' });
    expect(created).toMatchObject({
      id: 'nodes',
      arn: 'arn:aws:iam::123456789012:role/ninefold/nodes',
      unique_id: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      create_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  it('is there in every region, once', async () => {
    const aws = simulatedAws();
    await aws.create('aws_iam_role', role);
    const again = (name: string) => aws.in('eu-west-1').create('aws_iam_role', { ...role, name });
    await expect(again('nodes')).rejects.toThrow(/^EntityAlreadyExists: /);
    await expect(again('Nodes')).rejects.toThrow(/^EntityAlreadyExists: /);
    await again('other-nodes');
  });

  it.each(['ninefold/', '/ninefold', '/nine fold/'])('refuses the path %s', async (path) => {
    await expect(simulatedAws().create('aws_iam_role', { ...role, path })).rejects.toThrow(/^ValidationError: .*path/);
  });

  it('makes a name from a prefix', async () => {
    const { name_prefix: _unset, name } = await simulatedAws().create('aws_iam_role', {
      ...role,
      name: null,
      name_prefix: 'nodes-',
    });
    expect(name).toMatch(/^nodes-.+/);
  });

  it('is replaced for its name and path only', async () => {
    const aws = simulatedAws();
    const created = await aws.create('aws_iam_role', role);
    expect(aws.replacedBy('aws_iam_role', created, { ...role, name: 'b' })).toEqual(['name']);
    expect(aws.replacedBy('aws_iam_role', created, { ...role, path: '/b/' })).toEqual(['path']);
    const changed = { ...role, description: 'x', assume_role_policy: trust('eks.amazonaws.com') };
    expect(aws.replacedBy('aws_iam_role', created, changed)).toEqual([]);
  });

  it('refuses names, sessions and trust that IAM refuses', () => {
    const aws = simulatedAws();
    const complaints = (change: object) => aws.validate('aws_iam_role', { ...role, ...change });
    expect(complaints({})).toEqual([]);
    expect(complaints({ name: 'a b' })).toHaveLength(1);
    expect(complaints({ name: 'a'.repeat(65) })).toHaveLength(1);
    expect(complaints({ max_session_duration: 60 })).toHaveLength(1);
    expect(complaints({ assume_role_policy: readModels })).toEqual([
      expect.stringContaining('AssumeRole policy may only specify STS AssumeRole actions'),
      expect.stringContaining('Has prohibited field Resource'),
      expect.stringContaining('Missing required field Principal'),
    ]);
  });

  it('refuses to trust a role that does not exist', async () => {
    const principal = { AWS: 'arn:aws:iam::123456789012:role/absent' };
    const policy = document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
    await expect(simulatedAws().create('aws_iam_role', { ...role, assume_role_policy: policy })).rejects.toThrow(
      /^MalformedPolicyDocument: .*role\/absent/,
    );
  });

  it('cannot be deleted as long as it has policies', async () => {
    const aws = simulatedAws();
    const created = await aws.create('aws_iam_role', role);
    const inline = await aws.create('aws_iam_role_policy', { role: 'nodes', name: 'read', policy: readModels });
    await expect(aws.destroy('aws_iam_role', created)).rejects.toThrow(/^DeleteConflict: /);
    await aws.destroy('aws_iam_role_policy', inline);
    await aws.destroy('aws_iam_role', created);
    expect(aws.objects()).toEqual([]);
  });
});

describe('policies of a role', () => {
  const withRole = async () => {
    const aws = simulatedAws();
    await aws.create('aws_iam_role', role);
    return aws;
  };

  it('need the role', async () => {
    const inline = { role: 'absent', name: 'read', policy: readModels };
    await expect(simulatedAws().create('aws_iam_role_policy', inline)).rejects.toThrow(/^NoSuchEntity: /);
  });

  it('are replaced with the role and the name, and changed in place otherwise', async () => {
    const aws = await withRole();
    const config = { role: 'nodes', name: 'read', policy: readModels };
    const inline = await aws.create('aws_iam_role_policy', config);
    expect(inline['id']).toBe('nodes:read');
    expect(aws.replacedBy('aws_iam_role_policy', inline, { ...config, name: 'b', role: 'c' }).sort()).toEqual([
      'name',
      'role',
    ]);
    const other = document({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    expect(await aws.update('aws_iam_role_policy', inline, { ...config, policy: other })).toMatchObject({
      policy: other,
    });
  });

  it('share 10240 characters', async () => {
    const aws = await withRole();
    const resources = Array.from({ length: 150 }, (_, index) => `arn:aws:s3:::models/folder-number-${1000 + index}/*`);
    const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: resources });
    await aws.create('aws_iam_role_policy', { role: 'nodes', name: 'first', policy });
    await expect(aws.create('aws_iam_role_policy', { role: 'nodes', name: 'second', policy })).rejects.toThrow(
      'LimitExceeded: Maximum policy size of 10240 bytes exceeded for role nodes',
    );
  });

  it('are attached if they exist, be they ours or of AWS', async () => {
    const aws = await withRole();
    const attach = (policy_arn: string) => aws.create('aws_iam_role_policy_attachment', { role: 'nodes', policy_arn });
    const own = await aws.create('aws_iam_policy', { name: 'read', policy: readModels });
    expect(own).toMatchObject({ id: 'arn:aws:iam::123456789012:policy/read', attachment_count: 0 });
    const attached = await attach('arn:aws:iam::123456789012:policy/read');
    await attach('arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy');
    await attach('arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy');
    await expect(attach('arn:aws:iam::123456789012:policy/absent')).rejects.toThrow(/^NoSuchEntity: /);
    await expect(attach('arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicy')).rejects.toThrow(/^NoSuchEntity: /);

    await expect(aws.destroy('aws_iam_policy', own)).rejects.toThrow(/^DeleteConflict: /);
    await aws.destroy('aws_iam_role_policy_attachment', attached);
    await aws.destroy('aws_iam_policy', own);
  });

  it('are ten managed ones at most', async () => {
    const aws = await withRole();
    const attach = (number: number) =>
      aws.create('aws_iam_role_policy_attachment', { role: 'nodes', policy_arn: `arn:aws:iam::aws:policy/P${number}` });
    for (let number = 1; number <= 10; number += 1) await attach(number);
    await expect(attach(11)).rejects.toThrow('LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10');
  });
});

it('puts a role into an instance profile', async () => {
  const aws = simulatedAws();
  await expect(aws.create('aws_iam_instance_profile', { name: 'a', role: 'nodes' })).rejects.toThrow(/^NoSuchEntity: /);
  const created = await aws.create('aws_iam_role', role);
  const profile = await aws.create('aws_iam_instance_profile', { name: 'a', role: 'nodes' });
  expect(profile['arn']).toBe('arn:aws:iam::123456789012:instance-profile/a');
  await expect(aws.destroy('aws_iam_role', created)).rejects.toThrow(/^DeleteConflict: /);
});

it('knows each identity provider once', async () => {
  const aws = simulatedAws();
  const provider = { url: 'https://token.actions.githubusercontent.com', client_id_list: ['sts.amazonaws.com'] };
  expect(await aws.create('aws_iam_openid_connect_provider', provider)).toMatchObject({
    arn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  });
  await expect(aws.create('aws_iam_openid_connect_provider', provider)).rejects.toThrow(/^EntityAlreadyExists: /);
  expect(aws.validate('aws_iam_openid_connect_provider', { ...provider, url: 'token.example' })).toHaveLength(1);
});

it('tells who is asking, and where', async () => {
  const aws = simulatedAws().in('eu-west-1');
  expect(await aws.data('aws_caller_identity', {})).toMatchObject({
    account_id: '123456789012',
    arn: expect.stringMatching(/^arn:aws:sts::123456789012:assumed-role\//),
  });
  expect(await aws.data('aws_partition', {})).toMatchObject({ partition: 'aws', dns_suffix: 'amazonaws.com' });
  expect(await aws.data('aws_region', {})).toMatchObject({ id: 'eu-west-1', region: 'eu-west-1' });
});
