import { simulatedAws } from '../../../support/simulated-aws';

const root = { AWS: 'arn:aws:iam::123456789012:root' };
const keyPolicy = (principal: object, action: string | string[] = 'kms:*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Account', Effect: 'Allow', Principal: principal, Action: action, Resource: '*' }],
  });

describe('aws_kms_key', () => {
  it('gets an id, an ARN of its region and the default policy', async () => {
    const key = await simulatedAws().in('eu-west-1').create('aws_kms_key', { enable_key_rotation: true });
    expect(key).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      key_id: key['id'],
      arn: `arn:aws:kms:eu-west-1:123456789012:key/${String(key['id'])}`,
      multi_region: false,
      rotation_period_in_days: 365,
      policy: expect.stringContaining('Enable IAM User Permissions'),
    });
  });

  it('refuses a policy that nobody could change', async () => {
    const aws = simulatedAws();
    const policy = keyPolicy({ Service: 'logs.us-east-1.amazonaws.com' });
    const message = 'MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy';
    await expect(aws.create('aws_kms_key', { policy })).rejects.toThrow(message);
    await expect(aws.create('aws_kms_key', { policy: keyPolicy(root, ['kms:Describe*']) })).rejects.toThrow(message);
    await aws.create('aws_kms_key', { policy, bypass_policy_lockout_safety_check: true });

    const key = await aws.create('aws_kms_key', { policy: keyPolicy(root) });
    await expect(aws.update('aws_kms_key', key, { policy })).rejects.toThrow(message);
  });

  it('refuses a policy for a role that does not exist', async () => {
    const policy = keyPolicy({ AWS: [root.AWS, 'arn:aws:iam::123456789012:role/absent'] });
    await expect(simulatedAws().create('aws_kms_key', { policy })).rejects.toThrow(/role\/absent/);
  });

  it('refuses to rotate keys that KMS does not rotate', async () => {
    const config = { enable_key_rotation: true, customer_master_key_spec: 'RSA_2048', key_usage: 'SIGN_VERIFY' };
    await expect(simulatedAws().create('aws_kms_key', config)).rejects.toThrow(/^UnsupportedOperationException: /);
  });

  it('is replaced for what a key is, and not for how it is used', async () => {
    const aws = simulatedAws();
    const key = await aws.create('aws_kms_key', { description: 'a' });
    const change = { customer_master_key_spec: 'RSA_2048', key_usage: 'SIGN_VERIFY', multi_region: true };
    expect(aws.replacedBy('aws_kms_key', key, change)).toEqual([
      'customer_master_key_spec',
      'key_usage',
      'multi_region',
    ]);
    const kept = { description: 'b', policy: keyPolicy(root), deletion_window_in_days: 7, is_enabled: false };
    expect(aws.replacedBy('aws_kms_key', key, kept)).toEqual([]);
  });

  it('checks windows and periods', () => {
    const aws = simulatedAws();
    expect(aws.validate('aws_kms_key', { deletion_window_in_days: 6 })).toHaveLength(1);
    expect(aws.validate('aws_kms_key', { rotation_period_in_days: 89 })).toHaveLength(1);
    expect(aws.validate('aws_kms_key', { deletion_window_in_days: 30, rotation_period_in_days: 90 })).toEqual([]);
  });
});

describe('aws_kms_alias', () => {
  it('points to a key by id or by ARN, and can be pointed to another', async () => {
    const aws = simulatedAws();
    const [first, second] = [await aws.create('aws_kms_key', {}), await aws.create('aws_kms_key', {})];
    const config = { name: 'alias/data', target_key_id: String(first['key_id']) };
    const alias = await aws.create('aws_kms_alias', config);
    expect(alias).toMatchObject({
      id: 'alias/data',
      arn: 'arn:aws:kms:us-east-1:123456789012:alias/data',
      target_key_arn: first['arn'],
    });
    const moved = await aws.update('aws_kms_alias', alias, { ...config, target_key_id: String(second['arn']) });
    expect(moved['target_key_arn']).toBe(second['arn']);
    expect(aws.replacedBy('aws_kms_alias', alias, { ...config, name: 'alias/b' })).toEqual(['name']);
  });

  it('needs its key and a name that is free in the region', async () => {
    const aws = simulatedAws();
    const west = aws.in('us-west-2');
    const key = await aws.create('aws_kms_key', {});
    const config = { name: 'alias/data', target_key_id: String(key['key_id']) };
    await aws.create('aws_kms_alias', config);
    await expect(aws.create('aws_kms_alias', config)).rejects.toThrow(/^AlreadyExistsException: /);
    await expect(west.create('aws_kms_alias', config)).rejects.toThrow(/^NotFoundException: /);
    const other = await west.create('aws_kms_key', {});
    await west.create('aws_kms_alias', { ...config, target_key_id: String(other['key_id']) });
  });

  it('keeps away from the names of AWS', () => {
    const complaints = (name: string) => simulatedAws().validate('aws_kms_alias', { name, target_key_id: 'x' });
    expect(complaints('alias/ninefold/data_1')).toEqual([]);
    expect(complaints('data')).toHaveLength(1);
    expect(complaints('alias/aws/s3')).toHaveLength(1);
  });
});
