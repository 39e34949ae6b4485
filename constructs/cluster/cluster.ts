import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { boundedName, shortHash } from '../../catalog/name-limits';
import { policyDocument } from '../security/policy-document';

/** Inputs of a {@link Cluster}. */
export interface ClusterProps {
  /** Name of the cluster, unique in the account and region. */
  readonly name: string;
  /** Kubernetes minor version, such as `1.35`. */
  readonly version: string;
  /** What happens at the end of standard support: `STANDARD` upgrades, `EXTENDED` stays at a higher price. */
  readonly supportType: 'STANDARD' | 'EXTENDED';
  /** At least two subnets in different zones, in which the control plane puts its network interfaces. */
  readonly controlPlaneSubnetIds: readonly string[];
  /** Ranges that reach the API over the internet. Empty: only from inside the VPC. */
  readonly publicAccessCidrs: readonly string[];
  /** Range of Kubernetes services, /12 to /24; can never be changed. */
  readonly serviceCidr: string;
  /** Key of secrets and logs; its policy must admit CloudWatch Logs. */
  readonly encryptionKeyArn: string;
  /** One of the periods that CloudWatch Logs accepts. */
  readonly logRetentionDays: number;
  /** ARNs of IAM roles and users with full access. */
  readonly admins: readonly string[];
  /** ARNs of IAM roles and users that may look at workloads, but not at secrets. None is an admin as well. */
  readonly viewers: readonly string[];
  /** Whether Terraform refuses to destroy or replace the cluster. */
  readonly preventDestroy: boolean;
}

/** All of them: each answers another question after an incident. */
const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/**
 * What the two kinds of principals get. `AmazonEKSViewPolicy` reads no secrets and nothing that belongs to the cluster
 * as a whole; `AmazonEKSAdminViewPolicy` would read secrets too.
 * Source: Amazon EKS User Guide, "Associate access policies with access entries".
 */
const accessPolicies = {
  admin: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  viewer: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
} as const;

/**
 * An EKS control plane: secrets and logs encrypted with a customer's key, a private endpoint, access by access entries
 * alone. Whoever creates it gets no rights by that, and it comes without add-ons; see `CoreAddons`.
 */
export class Cluster extends Construct {
  /** Name of the cluster. Who uses it waits until the cluster is active. */
  readonly name: string;
  /** ARN of the cluster. */
  readonly arn: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Certificate of the API server's authority, base64. */
  readonly certificateAuthority: string;
  /** Security group of the control plane's interfaces, which EKS also gives to the nodes of managed groups. */
  readonly clusterSecurityGroupId: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);

    // EKS would create the group by itself, unencrypted and never expiring, if it did not exist before the cluster.
    const logGroup = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/eks/${props.name}/cluster`,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: props.encryptionKeyArn,
    });
    const role = new IamRole(this, 'role', {
      name: boundedName('iam-role', props.name, 'cluster'),
      description: `Control plane of ${props.name}`,
      assumeRolePolicy: JSON.stringify(controlPlaneTrust),
    });
    const permissions = [
      new IamRolePolicyAttachment(this, 'role-policy', {
        role: role.name,
        policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
      }),
      new IamRolePolicy(this, 'role-key', {
        name: 'encrypt-secrets',
        role: role.name,
        policy: JSON.stringify(keyUse(props.encryptionKeyArn)),
      }),
    ];
    const isPublic = props.publicAccessCidrs.length > 0;
    const cluster = new EksCluster(this, 'cluster', {
      name: props.name,
      roleArn: role.arn,
      version: props.version,
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: logTypes,
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn: props.encryptionKeyArn } },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: props.serviceCidr },
      upgradePolicy: { supportType: props.supportType },
      vpcConfig: {
        subnetIds: [...props.controlPlaneSubnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        ...(isPublic && { publicAccessCidrs: [...props.publicAccessCidrs] }),
      },
      zonalShiftConfig: { enabled: true },
      lifecycle: { preventDestroy: props.preventDestroy },
      // Without its permissions the control plane can neither come up nor clean its interfaces up when it goes.
      dependsOn: [logGroup, ...permissions],
    });

    for (const principal of props.admins) grantAccess(this, cluster, principal, 'admin');
    for (const principal of props.viewers) grantAccess(this, cluster, principal, 'viewer');

    this.name = cluster.name;
    this.arn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.clusterSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
  }
}

/** Source: Amazon EKS User Guide, "Amazon EKS cluster IAM role"; EKS tags its sessions. */
const controlPlaneTrust = policyDocument([
  { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
]);

function keyUse(keyArn: string): object {
  return policyDocument([
    {
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'],
      Resource: keyArn,
    },
  ]);
}

function grantAccess(
  scope: Construct,
  cluster: EksCluster,
  principalArn: string,
  kind: keyof typeof accessPolicies,
): void {
  // By the ARN alone: another principal that goes leaves this entry in place, and so does a change of its rights.
  const id = `access-${shortHash(principalArn)}`;
  const entry = new EksAccessEntry(scope, id, { clusterName: cluster.name, principalArn, type: 'STANDARD' });
  new EksAccessPolicyAssociation(scope, `${id}-policy`, {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    policyArn: accessPolicies[kind],
    accessScope: { type: 'cluster' },
  });
}
