import { LustreFileSystem, type LustreFileSystemProps } from '../../../constructs/storage/lustre-file-system';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const kmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000';

function lustre(props: Partial<LustreFileSystemProps> = {}): Synthesized {
  return synthesize((stack) => {
    new LustreFileSystem(stack, 'lustre', {
      name: 'chat-train-use1',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      clientSecurityGroupId: 'sg-nodes',
      capacityGiB: 4800,
      throughputPerTiB: 250,
      kmsKeyArn,
      checkpoints: { bucketName: 'ninefold-ckpt', prefix: 'runs', path: '/checkpoints' },
      preventDestroy: true,
      ...props,
    });
  });
}

describe('LustreFileSystem', () => {
  it('is persistent SSD storage of the given size and throughput, without backups of its own', () => {
    expect(lustre().resource('aws_fsx_lustre_file_system')).toMatchObject({
      deployment_type: 'PERSISTENT_2',
      storage_type: 'SSD',
      storage_capacity: 4800,
      per_unit_storage_throughput: 250,
      metadata_configuration: { mode: 'AUTOMATIC' },
      data_compression_type: 'LZ4',
      kms_key_id: kmsKeyArn,
      subnet_ids: ['subnet-1'],
      automatic_backup_retention_days: 0,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('exports new and changed checkpoints, never deletions, and imports all changes', () => {
    expect(lustre().resource('aws_fsx_data_repository_association')).toMatchObject({
      data_repository_path: 's3://ninefold-ckpt/runs',
      file_system_path: '/checkpoints',
      delete_data_in_filesystem: false,
      s3: {
        auto_export_policy: { events: ['NEW', 'CHANGED'] },
        auto_import_policy: { events: ['NEW', 'CHANGED', 'DELETED'] },
      },
    });
  });

  it('opens the Lustre ports between servers and nodes in both directions', () => {
    const result = lustre();
    const servers = expect.stringMatching(/^\$\{aws_security_group\./);
    const rules = (type: string) =>
      Object.values(result.resources(type)).map((rule) => [
        rule['security_group_id'],
        rule['referenced_security_group_id'],
        rule['from_port'],
        rule['to_port'],
      ]);
    const ingress = rules('aws_vpc_security_group_ingress_rule');
    const egress = rules('aws_vpc_security_group_egress_rule');
    expect(ingress).toHaveLength(6);
    expect(egress).toHaveLength(4);
    expect(ingress).toEqual(
      expect.arrayContaining([
        [servers, servers, 988, 988],
        [servers, 'sg-nodes', 988, 988],
        ['sg-nodes', servers, 988, 988],
        [servers, servers, 1018, 1023],
        [servers, 'sg-nodes', 1018, 1023],
        ['sg-nodes', servers, 1018, 1023],
      ]),
    );
    expect(egress).toEqual(expect.arrayContaining([[servers, 'sg-nodes', 1018, 1023]]));
  });

  it('is created after the rules of its security group', () => {
    expect(lustre().resource('aws_fsx_lustre_file_system')['depends_on']).toHaveLength(10);
  });

  it.each([0, 1000, 3600])('fails when the capacity is %d GiB, which FSx does not offer', (capacityGiB) => {
    expect(() => lustre({ capacityGiB })).toThrow(
      `capacityGiB: must be 1200 or a multiple of 2400, got ${capacityGiB}`,
    );
  });

  itWithTerraform(
    'is accepted by Terraform',
    () => {
      expect(validateJson(lustre({ capacityGiB: 1200 }).json)).toEqual([]);
    },
    60_000,
  );
});
