import { FsxDataRepositoryAssociation } from '@cdktf/provider-aws/lib/fsx-data-repository-association';
import { FsxLustreFileSystem } from '@cdktf/provider-aws/lib/fsx-lustre-file-system';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import type { TerraformResource } from '../substrate/cdktf';

/**
 * TCP ports of Lustre, open both ways between the servers and between servers and clients.
 * Source: FSx for Lustre User Guide, "File system access control with Amazon VPC", as of 2026-11.
 */
const lustrePorts = [
  { id: '988', from: 988, to: 988 },
  { id: '1018-1023', from: 1018, to: 1023 },
] as const;

/** Inputs of a {@link LustreFileSystem}. */
export interface LustreFileSystemProps {
  /** Name for the console and of the security group, unique in the VPC. */
  readonly name: string;
  /** VPC of the subnet. */
  readonly vpcId: string;
  /** The subnet of the file system; one file system lives in one availability zone, best that of the GPU nodes. */
  readonly subnetId: string;
  /** Security group of the nodes that mount the file system, such as the cluster security group. */
  readonly clientSecurityGroupId: string;
  /** SSD capacity: 1200 GiB or a multiple of 2400 GiB. It can grow later, never shrink. */
  readonly capacityGiB: number;
  /** Throughput in MB/s for each TiB of capacity. */
  readonly throughputPerTiB: 125 | 250 | 500 | 1000;
  /** ARN of the KMS key for the file system. */
  readonly kmsKeyArn: string;
  /** The checkpoint bucket in the same region that the file system exports to and imports from. */
  readonly checkpoints: {
    /** Name of the bucket. */
    readonly bucketName: string;
    /** Where in the bucket, without slashes at its ends, such as `runs`. */
    readonly prefix: string;
    /** Folder of the file system that mirrors it, such as `/checkpoints`. */
    readonly path: string;
  };
  /** Makes Terraform refuse to destroy the file system. */
  readonly preventDestroy: boolean;
}

/**
 * An FSx for Lustre file system (PERSISTENT_2, SSD, LZ4) for training jobs, whose checkpoint folder is mirrored to S3.
 *
 * - Export: new and changed files. A deletion on the file system stays there, so that a job may prune old checkpoints
 *   from the expensive SSDs while S3 keeps them for as long as the lifecycle rules of the bucket say.
 * - Import: new, changed and deleted objects. An object that S3 has expired disappears from the listing; otherwise
 *   a file whose content had been released would remain as a name that cannot be read.
 *
 * FSx takes no backups of a file system that is linked to S3 ("Using data repositories with Amazon FSx for Lustre",
 * as of 2026-11): the bucket is the backup.
 *
 * The policy of the bucket's KMS key must name the service-linked role of FSx
 * (`…:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/AWSServiceRoleForFSxS3Access_*`), because the role
 * has no KMS permissions of its own ("Working with server-side encrypted Amazon S3 buckets").
 */
export class LustreFileSystem extends Construct {
  /** File system id. */
  readonly id: string;
  /** DNS name to mount. */
  readonly dnsName: string;
  /** Mount name, the second part of the mount source `<dnsName>@tcp:/<mountName>`. */
  readonly mountName: string;

  constructor(scope: Construct, id: string, props: LustreFileSystemProps) {
    super(scope, id);
    checkCapacity(props.capacityGiB);

    const servers = new SecurityGroup(this, 'security-group', {
      name: boundedName('security-group', props.name),
      description: 'FSx for Lustre file servers',
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    const rules = connect(this, servers.id, props.clientSecurityGroupId);
    const fileSystem = new FsxLustreFileSystem(this, 'file-system', {
      deploymentType: 'PERSISTENT_2',
      storageType: 'SSD',
      // The version that allows a metadata configuration.
      fileSystemTypeVersion: '2.15',
      storageCapacity: props.capacityGiB,
      perUnitStorageThroughput: props.throughputPerTiB,
      metadataConfiguration: { mode: 'AUTOMATIC' },
      dataCompressionType: 'LZ4',
      subnetIds: [props.subnetId],
      securityGroupIds: [servers.id],
      kmsKeyId: props.kmsKeyArn,
      automaticBackupRetentionDays: 0,
      skipFinalBackup: true,
      tags: { Name: props.name },
      lifecycle: { preventDestroy: props.preventDestroy },
      // FSx refuses to create a file system whose security group does not let its servers talk to each other.
      dependsOn: rules,
    });
    new FsxDataRepositoryAssociation(this, 'checkpoints', {
      fileSystemId: fileSystem.id,
      fileSystemPath: props.checkpoints.path,
      dataRepositoryPath: `s3://${props.checkpoints.bucketName}/${props.checkpoints.prefix}`,
      batchImportMetaDataOnCreate: true,
      deleteDataInFilesystem: false,
      s3: {
        autoExportPolicy: { events: ['NEW', 'CHANGED'] },
        autoImportPolicy: { events: ['NEW', 'CHANGED', 'DELETED'] },
      },
      tags: { Name: `${props.name}${props.checkpoints.path}` },
    });

    this.id = fileSystem.id;
    this.dnsName = fileSystem.dnsName;
    this.mountName = fileSystem.mountName;
  }
}

/** Source: FSx API Reference, CreateFileSystem, StorageCapacity for PERSISTENT_2 on SSD; as of 2026-11. */
function checkCapacity(capacityGiB: number): void {
  const valid = capacityGiB === 1200 || (capacityGiB > 0 && capacityGiB % 2400 === 0);
  if (!valid) throw new Error(`capacityGiB: must be 1200 or a multiple of 2400, got ${capacityGiB}`);
}

/** Opens the Lustre ports among the servers, and between the servers and the clients in both directions. */
function connect(scope: Construct, servers: string, clients: string): TerraformResource[] {
  return lustrePorts.flatMap(({ id, from, to }) => {
    const ports = { ipProtocol: 'tcp', fromPort: from, toPort: to };
    return [
      new VpcSecurityGroupIngressRule(scope, `from-servers-${id}`, {
        ...ports,
        securityGroupId: servers,
        referencedSecurityGroupId: servers,
        description: 'Lustre between file servers',
      }),
      new VpcSecurityGroupIngressRule(scope, `from-clients-${id}`, {
        ...ports,
        securityGroupId: servers,
        referencedSecurityGroupId: clients,
        description: 'Lustre from the nodes',
      }),
      new VpcSecurityGroupEgressRule(scope, `to-servers-${id}`, {
        ...ports,
        securityGroupId: servers,
        referencedSecurityGroupId: servers,
        description: 'Lustre between file servers',
      }),
      new VpcSecurityGroupEgressRule(scope, `to-clients-${id}`, {
        ...ports,
        securityGroupId: servers,
        referencedSecurityGroupId: clients,
        description: 'Lustre callbacks to the nodes',
      }),
      new VpcSecurityGroupIngressRule(scope, `clients-from-servers-${id}`, {
        ...ports,
        securityGroupId: clients,
        referencedSecurityGroupId: servers,
        description: 'Lustre callbacks from the file servers',
      }),
    ];
  });
}
