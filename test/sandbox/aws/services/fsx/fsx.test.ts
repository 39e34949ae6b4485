import { simulatedAws } from '../../../../support/simulated-aws';

/** A subnet, a security group that admits Lustre, and a bucket. */
async function network() {
  const aws = simulatedAws();
  const { id: vpc } = await aws.create('aws_vpc', { cidr_block: '10.0.0.0/16' });
  const { id: subnet } = await aws.create('aws_subnet', {
    vpc_id: String(vpc),
    cidr_block: '10.0.0.0/20',
    availability_zone: 'us-east-1a',
  });
  const group = await aws.create('aws_security_group', { name: 'lustre', vpc_id: String(vpc) });
  await aws.create('aws_s3_bucket', { bucket: 'checkpoints' });
  const admit = () =>
    aws.create('aws_vpc_security_group_ingress_rule', {
      security_group_id: String(group['id']),
      referenced_security_group_id: String(group['id']),
      ip_protocol: 'tcp',
      from_port: 988,
      to_port: 988,
    });
  const config = {
    deployment_type: 'PERSISTENT_2',
    storage_type: 'SSD',
    storage_capacity: 2400,
    per_unit_storage_throughput: 250,
    file_system_type_version: '2.15',
    metadata_configuration: [{ mode: 'AUTOMATIC' }],
    subnet_ids: [String(subnet)],
    security_group_ids: [String(group['id'])],
  };
  return { aws, vpc, group, admit, config };
}

async function withFileSystem() {
  const { aws, admit, config } = await network();
  await admit();
  const fileSystem = await aws.create('aws_fsx_lustre_file_system', config);
  const link = (change: object = {}) =>
    aws.create('aws_fsx_data_repository_association', {
      file_system_id: String(fileSystem['id']),
      file_system_path: '/runs',
      data_repository_path: 's3://checkpoints/runs/',
      s3: [{ auto_export_policy: [{ events: ['NEW'] }], auto_import_policy: [{}] }],
      ...change,
    });
  return { aws, config, fileSystem, link };
}

it('gives a file system its addresses and defaults', async () => {
  const { fileSystem } = await withFileSystem();
  const { id, dns_name, mount_name } = fileSystem;
  expect(id).toMatch(/^fs-[0-9a-f]{17}$/);
  expect(dns_name).toBe(`${String(id)}.fsx.us-east-1.amazonaws.com`);
  expect(mount_name).toMatch(/^[a-z0-9]{8}$/);
  expect(fileSystem).toMatchObject({
    arn: `arn:aws:fsx:us-east-1:123456789012:file-system/${String(id)}`,
    kms_key_id: 'arn:aws:kms:us-east-1:123456789012:alias/aws/fsx',
    metadata_configuration: [{ mode: 'AUTOMATIC', iops: 3000 }],
    efa_enabled: false,
  });
});

it.each<[string, RegExp, object]>([
  ['a capacity between the steps', /^BadRequest: .*1200 or a multiple of 2400/, { storage_capacity: 3600 }],
  ['no throughput', /^InvalidPerUnitStorageThroughput: /, { per_unit_storage_throughput: null }],
  ['the throughput of the older type', /^InvalidPerUnitStorageThroughput: /, { per_unit_storage_throughput: 50 }],
  [
    'metadata operations for other types',
    /^BadRequest: metadata_configuration/,
    { deployment_type: 'SCRATCH_2', per_unit_storage_throughput: null },
  ],
  ['EFA without metadata operations', /^BadRequest: EFA/, { efa_enabled: true, metadata_configuration: [] }],
  ['Lustre 2.10 for the newest type', /^BadRequest: Lustre 2.10/, { file_system_type_version: '2.10' }],
  ['a subnet that is not there', /^InvalidNetworkSettings: /, { subnet_ids: ['subnet-none'] }],
  ['a key that is not there', /^BadRequest: /, { kms_key_id: 'arn:aws:kms:us-east-1:123456789012:key/none' }],
])('refuses %s', async (_name, message, change) => {
  const { aws, admit, config } = await network();
  await admit();
  await expect(aws.create('aws_fsx_lustre_file_system', { ...config, ...change })).rejects.toThrow(message);
});

it('refuses security groups that keep its servers apart', async () => {
  const { aws, config, admit } = await network();
  await expect(aws.create('aws_fsx_lustre_file_system', config)).rejects.toThrow(/^InvalidNetworkSettings: .*port 988/);
  await admit();
  await aws.create('aws_fsx_lustre_file_system', config);
});

it('is in one subnet', async () => {
  const { aws, vpc, admit, config } = await network();
  await admit();
  const other = await aws.create('aws_subnet', { vpc_id: String(vpc), cidr_block: '10.0.16.0/20' });
  await expect(
    aws.create('aws_fsx_lustre_file_system', { ...config, subnet_ids: [...config.subnet_ids, String(other['id'])] }),
  ).rejects.toThrow(/^InvalidNetworkSettings: .*exactly one subnet/);
});

it('has an old version unless another is asked for, which cannot be linked to buckets', async () => {
  const { aws, admit, config } = await network();
  await admit();
  const scratch = {
    ...config,
    deployment_type: 'SCRATCH_2',
    per_unit_storage_throughput: null,
    metadata_configuration: [],
  };
  const link = async (version: string | null) => {
    const { id, file_system_type_version } = await aws.create('aws_fsx_lustre_file_system', {
      ...scratch,
      file_system_type_version: version,
    });
    expect(file_system_type_version).toBe(version ?? '2.10');
    return aws.create('aws_fsx_data_repository_association', {
      file_system_id: String(id),
      file_system_path: '/runs',
      data_repository_path: 's3://checkpoints/runs/',
    });
  };
  await expect(link(null)).rejects.toThrow('BadRequest: Data repository associations need Lustre 2.12 or newer');
  await link('2.15');
});

it('refuses a security group of another VPC', async () => {
  const { aws, config } = await network();
  const { id: vpc } = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  const { id } = await aws.create('aws_security_group', { name: 'other', vpc_id: String(vpc) });
  await expect(
    aws.create('aws_fsx_lustre_file_system', { ...config, security_group_ids: [String(id)] }),
  ).rejects.toThrow(/^InvalidNetworkSettings: .*not in the VPC/);
});

it('refuses what the provider refuses without asking FSx', async () => {
  const aws = simulatedAws();
  const complain = (config: object) =>
    aws.validate('aws_fsx_lustre_file_system', { subnet_ids: ['subnet-1'], ...config });
  expect(complain({ storage_capacity: 1200 })).toEqual([]);
  expect(complain({ storage_capacity: 600 })).toHaveLength(1);
  expect(complain({ deployment_type: 'PERSISTENT_3' })).toHaveLength(1);
  expect(complain({ daily_automatic_backup_start_time: '25:00' })).toHaveLength(1);
});

it('grows in place, and is replaced by a smaller one', async () => {
  const { aws, config, fileSystem } = await withFileSystem();
  const resized = (storage_capacity: number) => ({ ...config, storage_capacity });
  expect(aws.replacedBy('aws_fsx_lustre_file_system', fileSystem, resized(1200))).toEqual(['storage_capacity']);
  expect(await aws.update('aws_fsx_lustre_file_system', fileSystem, resized(4800))).toMatchObject({
    id: fileSystem['id'],
    storage_capacity: 4800,
  });
});

it('is replaced for what cannot be changed', async () => {
  const { aws, config, fileSystem } = await withFileSystem();
  expect(aws.replacedBy('aws_fsx_lustre_file_system', fileSystem, { ...config, storage_type: 'HDD' })).toEqual([
    'storage_type',
  ]);
  expect(
    aws.replacedBy('aws_fsx_lustre_file_system', fileSystem, { ...config, per_unit_storage_throughput: 500 }),
  ).toEqual([]);
});

it('holds its subnet and security groups', async () => {
  const { aws, fileSystem } = await withFileSystem();
  const [group] = fileSystem['security_group_ids'] as string[];
  await expect(
    aws.destroy('aws_security_group', { id: String(group), vpc_id: String(fileSystem['vpc_id']) }),
  ).rejects.toThrow(/^DependencyViolation: /);
});

it('links a folder to a bucket', async () => {
  const { fileSystem, link } = await withFileSystem();
  const association = await link();
  expect(association).toMatchObject({
    association_id: association['id'],
    arn: `arn:aws:fsx:us-east-1:123456789012:association/${String(fileSystem['id'])}/${String(association['id'])}`,
    imported_file_chunk_size: 1024,
    s3: [{ auto_export_policy: [{ events: ['NEW'] }], auto_import_policy: [{ events: [] }] }],
  });
});

it.each<[string, RegExp, object]>([
  ['a bucket that is not there', /^BadRequest: .*none/, { data_repository_path: 's3://none/runs/' }],
  ['a folder inside a linked one', /^BadRequest: file_system_path/, { file_system_path: '/runs/a' }],
  [
    'a prefix that is linked already',
    /^BadRequest: data_repository_path/,
    { file_system_path: '/other', data_repository_path: 's3://checkpoints/runs' },
  ],
  ['a file system that is not there', /^FileSystemNotFound: /, { file_system_id: 'fs-0123456789abcdef0' }],
])('refuses to link %s', async (_name, message, change) => {
  const { link } = await withFileSystem();
  await link();
  await expect(link(change)).rejects.toThrow(message);
});

it('lets a file system go with its links', async () => {
  const { aws, fileSystem, link } = await withFileSystem();
  await link();
  await aws.destroy('aws_fsx_lustre_file_system', fileSystem);
  expect(await aws.read('aws_fsx_lustre_file_system', fileSystem)).toBeNull();
});
