import { DataAwsEksAddonVersion } from '@cdktf/provider-aws/lib/data-aws-eks-addon-version';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { policyDocument } from '../security/policy-document';
import type { TerraformResource } from '../substrate/cdktf';
import { PodIdentityRole, type PodIdentityRoleProps } from './pod-identity-role';

/** An add-on that EKS installs and updates. */
interface Addon {
  readonly name: string;
  readonly configuration?: (props: AddonProps) => object;
  /** Service account whose pods call AWS, and what they may do. */
  readonly identity?: Pick<PodIdentityRoleProps, 'serviceAccount' | 'managedPolicyArns' | 'policies'>;
}

/** Gives pods their AWS credentials; those of the VPC CNI too, so it comes first. */
const podIdentityAgent: Addon = { name: 'eks-pod-identity-agent' };

/**
 * Add-ons that nodes need to become ready. Prefix delegation gives a node /28 blocks in place of single addresses;
 * without it the interfaces that EFA leaves to pods limit a p5.48xlarge to 51 of them. The VPC CNI gets its permissions
 * by Pod Identity in place of the node role, so that other pods on the node cannot use them.
 * Source: Amazon EKS User Guide, "Amazon EKS add-ons" and "Assign more IP addresses to Amazon EKS nodes with prefixes".
 */
const networkAddons: readonly Addon[] = [
  {
    name: 'vpc-cni',
    configuration: () => ({
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    }),
    identity: {
      serviceAccount: 'aws-node',
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
    },
  },
  { name: 'kube-proxy' },
];

/**
 * Add-ons whose pods need nodes to run on; they never become active without.
 *
 * The node monitoring agent reports GPU, EFA and NVMe faults, by which node repair acts after ten minutes instead of
 * thirty. Its DCGM part tolerates nothing by default and would stay off the tainted GPU nodes that it is for.
 * Source: eks-node-monitoring-agent 1.7, chart values.
 */
const workloadAddons: readonly Addon[] = [
  { name: 'coredns' },
  {
    name: 'aws-ebs-csi-driver',
    configuration: ({ tags }) => ({ controller: { extraVolumeTags: tags } }),
    identity: {
      serviceAccount: 'ebs-csi-controller-sa',
      managedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'],
    },
  },
  {
    name: 'eks-node-monitoring-agent',
    configuration: () => ({ dcgmAgent: { tolerations: [{ operator: 'Exists' }] } }),
  },
  { name: 'metrics-server' },
];

/** Mounts file systems that Terraform has made; it creates none, so it needs no more than to find them. */
const fsxAddon: Addon = {
  name: 'aws-fsx-csi-driver',
  identity: {
    serviceAccount: 'fsx-csi-controller-sa',
    policies: {
      'find-file-systems': policyDocument([{ Effect: 'Allow', Action: 'fsx:DescribeFileSystems', Resource: '*' }]),
    },
  },
};

/** Inputs of {@link CoreAddons} and {@link WorkloadAddons}. */
export interface AddonProps {
  readonly clusterName: string;
  /** Kubernetes minor version, by which EKS chooses the versions of the add-ons. */
  readonly clusterVersion: string;
  /** Start of role names; unique in the account. */
  readonly namePrefix: string;
  /** Tags of the volumes that pods ask for. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Networking and identity for pods: what has to be there before the first node. */
export class CoreAddons extends Construct {
  /** What node groups have to wait for. */
  readonly addons: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: AddonProps) {
    super(scope, id);
    const agent = createAddon(this, podIdentityAgent, props, []);
    this.addons = [agent, ...networkAddons.map((addon) => createAddon(this, addon, props, [agent]))];
  }
}

/** Inputs of {@link WorkloadAddons}. */
export interface WorkloadAddonsProps extends AddonProps {
  /** Whether pods mount FSx for Lustre. */
  readonly fsx: boolean;
  /** Node groups without taints. */
  readonly dependsOn: readonly TerraformResource[];
}

/** DNS, storage drivers, node monitoring and metrics: what runs on nodes. */
export class WorkloadAddons extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadAddonsProps) {
    super(scope, id);
    const addons = [...workloadAddons, ...(props.fsx ? [fsxAddon] : [])];
    for (const addon of addons) createAddon(this, addon, props, props.dependsOn);
  }
}

/** The version is the one that EKS recommends for the cluster's, so that add-ons are upgraded with it. */
function createAddon(
  scope: Construct,
  { name, configuration, identity }: Addon,
  props: AddonProps,
  after: readonly TerraformResource[],
): EksAddon {
  const { clusterName, clusterVersion, namePrefix } = props;
  const role =
    identity &&
    new PodIdentityRole(scope, `${name}-role`, {
      ...identity,
      roleName: boundedName('iam-role', namePrefix, name),
      clusterName,
      namespace: 'kube-system',
      associate: false,
    });
  const recommended = new DataAwsEksAddonVersion(scope, `${name}-version`, {
    addonName: name,
    kubernetesVersion: clusterVersion,
  });
  // Without its permissions an add-on fails to start, and on the way out cannot clean up after itself.
  const dependsOn = [...after, ...(role?.permissions ?? [])];
  return new EksAddon(scope, name, {
    clusterName,
    addonName: name,
    addonVersion: recommended.version,
    ...(configuration && { configurationValues: JSON.stringify(configuration(props)) }),
    ...(role &&
      identity && {
        podIdentityAssociation: [{ roleArn: role.roleArn, serviceAccount: identity.serviceAccount }],
      }),
    resolveConflictsOnCreate: 'OVERWRITE',
    resolveConflictsOnUpdate: 'OVERWRITE',
    ...(dependsOn.length > 0 && { dependsOn }),
  });
}
