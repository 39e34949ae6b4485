import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';

const policyOf = (bucket: string, statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*`, ...statement },
    ],
  });

const versioned = (bucket: string) => ({ bucket, versioning_configuration: [{ status: 'Enabled' }] });

/** Two versioned buckets in two regions and a role that may copy between them. */
async function replicationPair() {
  const aws = simulatedAws();
  const west = aws.in('us-west-2');
  await aws.create('aws_s3_bucket', { bucket: 'models-use1' });
  await west.create('aws_s3_bucket', { bucket: 'models-usw2' });
  const source = await aws.create('aws_s3_bucket_versioning', versioned('models-use1'));
  await west.create('aws_s3_bucket_versioning', versioned('models-usw2'));
  const role = await aws.create('aws_iam_role', {
    name: 'replication',
    assume_role_policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  const rule = {
    id: 'all',
    status: 'Enabled',
    priority: 1,
    filter: [{ prefix: '' }],
    delete_marker_replication: [{ status: 'Disabled' }],
    destination: [{ bucket: 'arn:aws:s3:::models-usw2' }],
  };
  const replicate = (change: object = {}, bucket = 'models-use1') =>
    aws.create('aws_s3_bucket_replication_configuration', {
      bucket,
      role: role['arn'] as string,
      rule: [{ ...rule, ...change }],
    });
  return { aws, west, source, replicate };
}

describe('buckets', () => {
  it('gives a bucket the names of its region', async () => {
    const bucket = await simulatedAws().in('eu-west-1').create('aws_s3_bucket', { bucket: 'models-euw1' });
    expect(bucket).toMatchObject({
      id: 'models-euw1',
      arn: 'arn:aws:s3:::models-euw1',
      bucket_domain_name: 'models-euw1.s3.amazonaws.com',
      bucket_regional_domain_name: 'models-euw1.s3.eu-west-1.amazonaws.com',
      hosted_zone_id: 'Z1BKCTXD74EZPE',
      region: 'eu-west-1',
      object_lock_enabled: false,
    });
  });

  it('chooses a name behind a prefix', async () => {
    const { bucket } = await simulatedAws().create('aws_s3_bucket', { bucket_prefix: 'logs-' });
    expect(bucket).toMatch(/^logs-[0-9a-f]{17}$/);
  });

  it.each(['ab', 'Models', 'a_b', '-ab', 'a..b', '192.168.1.1', 'xn--abc', 'abc-s3alias'])(
    'refuses the name %s',
    async (bucket) => {
      await expect(simulatedAws().create('aws_s3_bucket', { bucket })).rejects.toThrow(/^InvalidBucketName: /);
    },
  );

  it('refuses a name that is taken in any region, in the words that the provider has there', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    await expect(aws.create('aws_s3_bucket', { bucket: 'models' })).rejects.toThrow(/^BucketAlreadyExists: /);
    await expect(aws.in('eu-west-1').create('aws_s3_bucket', { bucket: 'models' })).rejects.toThrow(
      /^BucketAlreadyOwnedByYou: .*us-east-1/,
    );
  });

  it('lets a name be used again after the bucket is gone', async () => {
    const aws = simulatedAws();
    await aws.destroy('aws_s3_bucket', await aws.create('aws_s3_bucket', { bucket: 'models' }));
    await aws.in('eu-west-1').create('aws_s3_bucket', { bucket: 'models' });
    expect(aws.objects()).toEqual([{ region: 'eu-west-1', type: 'aws_s3_bucket', id: 'models' }]);
  });

  it('takes its settings along, so that the next bucket of the name has none', async () => {
    const aws = simulatedAws();
    const bucket = await aws.create('aws_s3_bucket', { bucket: 'models' });
    const settings = await aws.create('aws_s3_bucket_versioning', versioned('models'));
    await aws.destroy('aws_s3_bucket', bucket);
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    expect(await aws.read('aws_s3_bucket_versioning', settings)).toBeNull();
  });

  it.each([false, true])('keeps a bucket with objects unless it is told to empty it (%s)', async (force) => {
    const aws = simulatedAws();
    const bucket = await aws.create('aws_s3_bucket', { bucket: 'models', force_destroy: force });
    const key = { place: 'us-east-1', type: 'aws_s3_bucket', id: 'models' };
    const stored = aws.store.get(key);
    aws.store.put({ ...key, holds: [], values: { ...stored?.values, objects: 3 } });
    const destroyed = aws.destroy('aws_s3_bucket', bucket);
    if (force) await destroyed;
    else await expect(destroyed).rejects.toThrow(/^BucketNotEmpty: .*models holds 3 objects/);
    expect(aws.objects()).toHaveLength(force ? 0 : 1);
  });

  it('replaces a bucket for another name only', async () => {
    const aws = simulatedAws();
    const bucket = await aws.create('aws_s3_bucket', { bucket: 'models' });
    expect(aws.replacedBy('aws_s3_bucket', bucket, { bucket: 'other' })).toEqual(['bucket']);
    expect(aws.replacedBy('aws_s3_bucket', bucket, { bucket: 'models', force_destroy: true })).toEqual([]);
  });
});

describe('settings of buckets', () => {
  const settings: readonly [string, object][] = [
    ['aws_s3_bucket_versioning', { versioning_configuration: [{ status: 'Enabled' }] }],
    ['aws_s3_bucket_public_access_block', { block_public_acls: true }],
    ['aws_s3_bucket_ownership_controls', { rule: [{ object_ownership: 'BucketOwnerEnforced' }] }],
    ['aws_s3_bucket_policy', { policy: policyOf('models', {}) }],
    ['aws_s3_bucket_lifecycle_configuration', { rule: [{ id: 'a', status: 'Enabled', expiration: [{ days: 1 }] }] }],
    [
      'aws_s3_bucket_server_side_encryption_configuration',
      { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }] },
    ],
    ['aws_s3_bucket_notification', { eventbridge: true }],
    ['aws_s3_bucket_logging', { target_bucket: 'models', target_prefix: 's3/' }],
  ];

  it.each(settings)('puts %s on a bucket of the region, and replaces it for another bucket', async (type, config) => {
    const aws = simulatedAws();
    await expect(aws.create(type, { bucket: 'models', ...config })).rejects.toThrow(/^NoSuchBucket: /);
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    await expect(aws.in('us-west-2').create(type, { bucket: 'models', ...config })).rejects.toThrow(/^NoSuchBucket: /);

    const setting = await aws.create(type, { bucket: 'models', ...config });
    expect(setting['id']).toBe('models');
    expect(aws.replacedBy(type, setting, { bucket: 'other', ...config })).toEqual(['bucket']);
    expect(await aws.importObject(type, 'models')).toEqual(setting);
    expect(await aws.update(type, setting, { bucket: 'models', ...config })).toEqual(setting);
    await aws.destroy(type, setting);
    expect(await aws.read(type, setting)).toBeNull();
  });

  it('refuses what the provider refuses without asking S3', () => {
    const aws = simulatedAws();
    const complaints = [
      aws.validate('aws_s3_bucket_versioning', { bucket: 'b', versioning_configuration: [{ status: 'On' }] }),
      aws.validate('aws_s3_bucket_ownership_controls', { bucket: 'b', rule: [{ object_ownership: 'Me' }] }),
      aws.validate('aws_s3_bucket_lifecycle_configuration', { bucket: 'b', rule: [{ id: '', status: 'On' }] }),
      aws.validate('aws_s3_bucket_policy', { bucket: 'b', policy: 'none' }),
    ];
    expect(complaints.map((list) => list.length)).toEqual([1, 1, 2, 2]);
  });

  it('refuses a policy for everybody while the bucket blocks public policies', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    await aws.create('aws_s3_bucket_public_access_block', { bucket: 'models', block_public_policy: true });
    await expect(
      aws.create('aws_s3_bucket_policy', { bucket: 'models', policy: policyOf('models', {}) }),
    ).rejects.toThrow(/^AccessDenied: .*BlockPublicPolicy/);
    await aws.create('aws_s3_bucket_policy', {
      bucket: 'models',
      policy: policyOf('models', { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    });
  });

  it('logs to a bucket of the same region', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    await aws.in('us-west-2').create('aws_s3_bucket', { bucket: 'logs-usw2' });
    const logTo = (target: string) =>
      aws.create('aws_s3_bucket_logging', { bucket: 'models', target_bucket: target, target_prefix: '' });
    await expect(logTo('nowhere')).rejects.toThrow(/^InvalidTargetBucketForLogging: /);
    await expect(logTo('logs-usw2')).rejects.toThrow(/^CrossLocationLoggingProhibitted: /);
  });

  it('notifies queues that are there, in the same region', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    const notify = (queue: unknown) =>
      aws.create('aws_s3_bucket_notification', {
        bucket: 'models',
        queue: [{ queue_arn: String(queue), events: ['s3:ObjectCreated:*'] }],
      });
    await expect(notify('arn:aws:sqs:us-east-1:123456789012:none')).rejects.toThrow(/^InvalidArgument: /);
    const far = await aws.in('us-west-2').create('aws_sqs_queue', { name: 'far' });
    await expect(notify(far['arn'])).rejects.toThrow(/^InvalidArgument: .*region/);
    const near = await aws.create('aws_sqs_queue', { name: 'near' });
    expect(await notify(near['arn'])).toMatchObject({ queue: [{ id: expect.stringMatching(/^tf-s3-queue-/) }] });
  });

  it('refuses a KMS key for encryption with the keys of S3', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    const encryption = { sse_algorithm: 'AES256', kms_master_key_id: 'arn:aws:kms:us-east-1:123456789012:key/1' };
    await expect(
      aws.create('aws_s3_bucket_server_side_encryption_configuration', {
        bucket: 'models',
        rule: [{ apply_server_side_encryption_by_default: [encryption] }],
      }),
    ).rejects.toThrow(/^InvalidArgument: .*KMSMasterKeyID/);
  });

  it('does not go back from versioned to never versioned', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    const versioning = await aws.create('aws_s3_bucket_versioning', versioned('models'));
    const change = (status: string) =>
      aws.update('aws_s3_bucket_versioning', versioning, { bucket: 'models', versioning_configuration: [{ status }] });
    await expect(change('Disabled')).rejects.toThrow(/^InvalidArgument: /);
    expect(await change('Suspended')).toMatchObject({ versioning_configuration: [{ status: 'Suspended' }] });
  });
});

describe('lifecycle of objects', () => {
  async function lifecycle(...rules: object[]) {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    return aws.create('aws_s3_bucket_lifecycle_configuration', {
      bucket: 'models',
      rule: rules.map((rule) => ({ id: 'runs', status: 'Enabled', ...rule })),
    });
  }

  it('fills in what a rule leaves open', async () => {
    expect(await lifecycle({ filter: [{}], expiration: [{ days: 14 }] })).toMatchObject({
      transition_default_minimum_object_size: 'all_storage_classes_128K',
      expected_bucket_owner: '',
      rule: [{ prefix: '', filter: [{ prefix: '' }], expiration: [{ days: 14, expired_object_delete_marker: false }] }],
    });
  });

  it('takes rules again as they were read, with one more', async () => {
    const aws = simulatedAws();
    await aws.create('aws_s3_bucket', { bucket: 'models' });
    const type = 'aws_s3_bucket_lifecycle_configuration';
    const rule = [
      { id: 'markers', status: 'Enabled', filter: [{}], expiration: [{ expired_object_delete_marker: true }] },
      {
        id: 'big',
        status: 'Enabled',
        filter: [{ and: [{ prefix: 'a/', object_size_greater_than: 9 }] }],
        expiration: [{ days: 1 }],
      },
    ];
    const first = await aws.create(type, { bucket: 'models', rule });
    const more = { id: 'runs', status: 'Enabled', filter: [{ prefix: 'runs/' }], expiration: [{ days: 14 }] };
    const known = first['rule'] as Values[];
    expect((await aws.update(type, first, { bucket: 'models', rule: [...known, more] }))['rule']).toHaveLength(3);
  });

  it.each<[string, RegExp, object[]]>([
    ['two rules with one id', /^InvalidArgument: .*unique/, [{ expiration: [{ days: 1 }] }, { transition: [{}] }]],
    ['a rule that does nothing', /^InvalidRequest: .*action/, [{}]],
    ['an expiration after no time', /^InvalidArgument: .*positive/, [{ expiration: [{ days: 0 }] }]],
    ['two times of expiration', /^MalformedXML: /, [{ expiration: [{ days: 1, expired_object_delete_marker: true }] }]],
    [
      'uploads given up at once',
      /^InvalidArgument: /,
      [{ abort_incomplete_multipart_upload: [{ days_after_initiation: 0 }] }],
    ],
    [
      'two conditions without and',
      /^MalformedXML: /,
      [{ filter: [{ prefix: 'a', tag: [{ key: 'k', value: 'v' }] }], expiration: [{ days: 1 }] }],
    ],
    [
      'infrequent access in the first 30 days',
      /^InvalidArgument: .*30/,
      [{ transition: [{ days: 7, storage_class: 'STANDARD_IA' }] }],
    ],
    [
      'a move after the end',
      /^InvalidArgument: .*greater/,
      [{ expiration: [{ days: 40 }], transition: [{ days: 60, storage_class: 'GLACIER' }] }],
    ],
  ])('refuses %s', async (_name, message, rules) => {
    await expect(lifecycle(...rules)).rejects.toThrow(message);
  });
});

describe('replication', () => {
  it('copies from a versioned bucket to one in another region', async () => {
    const { replicate } = await replicationPair();
    expect(await replicate()).toMatchObject({ id: 'models-use1', rule: [{ id: 'all' }] });
  });

  it('needs versioning on the source', async () => {
    const { aws, source, replicate } = await replicationPair();
    await aws.destroy('aws_s3_bucket_versioning', source);
    await expect(replicate()).rejects.toThrow(/^InvalidRequest: Versioning must be 'Enabled'/);
  });

  it('keeps the source versioned', async () => {
    const { aws, source, replicate } = await replicationPair();
    const replication = await replicate();
    await expect(aws.destroy('aws_s3_bucket_versioning', source)).rejects.toThrow(/^InvalidBucketState: /);
    await aws.destroy('aws_s3_bucket_replication_configuration', replication);
    await aws.destroy('aws_s3_bucket_versioning', source);
  });

  it.each<[string, RegExp, object]>([
    ['a destination that is not there', /^InvalidRequest: /, { destination: [{ bucket: 'arn:aws:s3:::none' }] }],
    ['a bucket as its own destination', /^InvalidRequest: /, { destination: [{ bucket: 'arn:aws:s3:::models-use1' }] }],
    ['a filter without a word on delete markers', /^InvalidRequest: DeleteMarker/, { delete_marker_replication: [] }],
    [
      'encrypted objects without a key for the copies',
      /^InvalidRequest: ReplicaKmsKeyID/,
      { source_selection_criteria: [{ sse_kms_encrypted_objects: [{ status: 'Enabled' }] }] },
    ],
    [
      'a replication time without metrics',
      /^InvalidRequest: Metrics/,
      {
        destination: [
          {
            bucket: 'arn:aws:s3:::models-usw2',
            replication_time: [{ status: 'Enabled', time: [{ minutes: 15 }] }],
          },
        ],
      },
    ],
    [
      'a key of the wrong region',
      /^InvalidArgument: .*us-east-1.*us-west-2/,
      {
        source_selection_criteria: [{ sse_kms_encrypted_objects: [{ status: 'Enabled' }] }],
        destination: [
          {
            bucket: 'arn:aws:s3:::models-usw2',
            encryption_configuration: [{ replica_kms_key_id: 'arn:aws:kms:us-east-1:123456789012:key/1' }],
          },
        ],
      },
    ],
  ])('refuses %s', async (_name, message, change) => {
    const { replicate } = await replicationPair();
    await expect(replicate(change)).rejects.toThrow(message);
  });
});
