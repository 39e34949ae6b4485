import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import type { TerraformResource } from '../substrate/cdktf';
import { PodIdentityRole } from './pod-identity-role';

/** An add-on that EKS installs and updates. */
interface Addon {
  readonly name: string;
  readonly configuration?: object;
  /** Service account whose pods need AWS permissions. */
  readonly identity?: { readonly serviceAccount: string; readonly managedPolicyArn: string };
}

/**
 * Add-ons that nodes need to become ready. Prefix delegation gives a node /28 blocks in place of single addresses;
 * without it the interfaces that EFA leaves to pods limit a p5.48xlarge to 51 of them. The VPC CNI gets its permissions
 * by Pod Identity in place of the node role, so that other pods on the node cannot use them.
 * Source: Amazon EKS User Guide, "Amazon EKS add-ons" and "Assign more IP addresses to Amazon EKS nodes with prefixes".
 */
const coreAddons: readonly Addon[] = [
  {
    name: 'vpc-cni',
    configuration: { enableNetworkPolicy: 'true', env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' } },
    identity: {
      serviceAccount: 'aws-node',
      managedPolicyArn: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
    },
  },
  { name: 'kube-proxy' },
  { name: 'eks-pod-identity-agent' },
];

/** Add-ons whose pods need nodes to run on; they never become active without. */
const workloadAddons: readonly Addon[] = [
  { name: 'coredns' },
  {
    name: 'aws-ebs-csi-driver',
    identity: {
      serviceAccount: 'ebs-csi-controller-sa',
      managedPolicyArn: 'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
    },
  },
  // Reports GPU, EFA and NVMe faults, by which node repair replaces a node in ten minutes instead of thirty.
  { name: 'eks-node-monitoring-agent' },
  { name: 'metrics-server' },
];

const fsxAddon: Addon = {
  name: 'aws-fsx-csi-driver',
  identity: {
    serviceAccount: 'fsx-csi-controller-sa',
    managedPolicyArn: 'arn:aws:iam::aws:policy/AmazonFSxFullAccess',
  },
};

/** Inputs of {@link CoreAddons}. */
export interface CoreAddonsProps {
  readonly clusterName: string;
  /** Start of role names; unique in the account. */
  readonly namePrefix: string;
}

/** Networking and identity for pods: what has to be there before the first node. */
export class CoreAddons extends Construct {
  /** What node groups have to wait for. */
  readonly addons: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: CoreAddonsProps) {
    super(scope, id);
    this.addons = coreAddons.map((addon) => createAddon(this, addon, props, []));
  }
}

/** Inputs of {@link WorkloadAddons}. */
export interface WorkloadAddonsProps extends CoreAddonsProps {
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

function createAddon(
  scope: Construct,
  addon: Addon,
  { clusterName, namePrefix }: CoreAddonsProps,
  dependsOn: readonly TerraformResource[],
): EksAddon {
  const role =
    addon.identity &&
    new PodIdentityRole(scope, `${addon.name}-role`, {
      roleName: boundedName('iam-role', namePrefix, addon.name),
      clusterName,
      namespace: 'kube-system',
      serviceAccount: addon.identity.serviceAccount,
      managedPolicyArns: [addon.identity.managedPolicyArn],
      associate: false,
    });
  return new EksAddon(scope, addon.name, {
    clusterName,
    addonName: addon.name,
    ...(addon.configuration && { configurationValues: JSON.stringify(addon.configuration) }),
    ...(role &&
      addon.identity && {
        podIdentityAssociation: [{ roleArn: role.roleArn, serviceAccount: addon.identity.serviceAccount }],
      }),
    resolveConflictsOnCreate: 'OVERWRITE',
    resolveConflictsOnUpdate: 'OVERWRITE',
    ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }),
  });
}
