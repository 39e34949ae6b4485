import { Construct } from 'constructs';
import { findInstanceType, type InstanceType } from '../catalog/instance-types';
import { efaHardware, nodeHardware } from '../catalog/node-hardware';
import { Cluster } from './cluster/cluster';
import { CoreAddons, WorkloadAddons } from './cluster/cluster-addons';
import type { Capacity } from './cluster/node-pools/capacity';
import { EfaSecurityGroup } from './cluster/node-pools/efa-security-group';
import { GpuPool, type GpuPoolProps } from './cluster/node-pools/gpu-pool';
import { NodeRole } from './cluster/node-pools/node-role';
import { SystemPool } from './cluster/node-pools/system-pool';
import { ClusterAutoscalerIdentity } from './platform/identities/cluster-autoscaler-identity';
import { KarpenterResources } from './platform/identities/karpenter-resources';
import { EncryptionKey } from './security/encryption-key';
import type { TerraformResource } from './substrate/cdktf';

/** Inputs of a {@link GpuCluster}. */
export interface GpuClusterProps {
  /** Name of the cluster, unique in the account and region, and start of the names of its roles. */
  readonly name: string;
  /** Kubernetes minor version, such as `1.35`. */
  readonly version: string;
  /** Region of the stack's AWS provider, such as `us-east-1`. */
  readonly region: string;
  /** Account of the cluster: its id, or a reference to it (one `DataAwsCallerIdentity` per stack). */
  readonly accountId: string;
  /** Where it lives: a `RegionNetwork`, or what is read of one in another stack. */
  readonly network: GpuClusterNetwork;
  /** ARNs of IAM roles and users with full access. Whoever creates the cluster gets no rights by that. */
  readonly admins: readonly string[];
  /** ARNs of IAM roles and users that may look at workloads, but not at secrets. @default none */
  readonly viewers?: readonly string[];
  /** Ranges that reach the API over the internet. @default none: only from inside the VPC */
  readonly publicAccessCidrs?: readonly string[];
  /** Range of Kubernetes services, /12 to /24; can never be changed. @default '172.20.0.0/16' */
  readonly serviceCidr?: string;
  /** What happens at the end of standard support: `STANDARD` upgrades, `EXTENDED` stays at a higher price. @default 'STANDARD' */
  readonly supportType?: 'STANDARD' | 'EXTENDED';
  /** Days that control-plane logs stay: one of the periods that CloudWatch Logs accepts. @default 365 */
  readonly logRetentionDays?: number;
  /** Whether Terraform refuses to destroy or replace the cluster. @default true */
  readonly preventDestroy?: boolean;
  /** The nodes without accelerators, on which controllers and monitoring run. */
  readonly systemNodes: SystemNodes;
  /** Pools of managed nodes with accelerators. */
  readonly gpuPools: readonly GpuNodes[];
  /** What Karpenter needs in AWS, and whether nodes that it starts use EFA. @default no Karpenter */
  readonly karpenter?: { readonly efa: boolean };
  /** Whether pods mount FSx for Lustre. @default false */
  readonly fsx?: boolean;
  /** Tags of instances and of the volumes that pods ask for, which a provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a {@link GpuCluster} has to know of its network. */
export interface GpuClusterNetwork {
  /** VPC of all subnets. */
  readonly vpcId: string;
  /** Subnets for nodes and pods, by zone id. */
  readonly privateSubnetIds: Readonly<Record<string, string>>;
  /** Subnets for the network interfaces of the control plane, by zone id; at least two. */
  readonly controlPlaneSubnetIds: Readonly<Record<string, string>>;
}

/** Nodes without accelerators, in all zones. */
export interface SystemNodes {
  /** In order of preference; all of one architecture. */
  readonly instanceTypes: readonly string[];
  /** Nodes that always run; see `SystemPool` for how to raise it. */
  readonly minNodes: number;
  /** Nodes that may run at most. */
  readonly maxNodes: number;
  /** Size of the root volume in GiB, with room for the images of controllers and monitoring. @default 100 */
  readonly diskGiB?: number;
}

/** Nodes with accelerators of one kind. What their hardware is, the catalog knows by the instance types. */
export interface GpuNodes {
  /** The pool's name, unique in the cluster. */
  readonly name: string;
  /** In order of preference; all with the same accelerators. One type where capacity is reserved. */
  readonly instanceTypes: readonly string[];
  /** Zone ids; one where capacity is reserved, with EFA and with a placement group. */
  readonly zones: readonly string[];
  /** How the nodes are bought. */
  readonly capacity: Capacity;
  /** Nodes that always run; see `GpuPool` for how to raise it. */
  readonly minNodes: number;
  /** Nodes that may run at most, from 1; of a capacity block, the number of its instances. */
  readonly maxNodes: number;
  /** Size of the root volume in GiB. @default 200 */
  readonly diskGiB?: number;
  /** Whether nodes talk to each other by Elastic Fabric Adapter. @default false */
  readonly efa?: boolean;
  /** Whether to pack the nodes closely together; not for reserved capacity. @default false */
  readonly placementGroup?: boolean;
  /** Labels on the nodes; the pool's own labels win. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * An EKS cluster with nodes: an encrypted control plane, the add-ons in the order in which they can start, system nodes,
 * pools of accelerators ready to start from zero, and the rights of what starts and stops nodes.
 *
 * Node autoscalers and everything else inside of the cluster come later, from a stack that has a Helm provider.
 *
 * @throws Error if an instance type is not in the catalog, has no image by EKS or, in a GPU pool, no accelerator; if a
 * zone has no subnet; and what `GpuPool` refuses
 */
export class GpuCluster extends Construct {
  /** Name of the cluster. Who uses it waits until the cluster is active. */
  readonly name: string;
  /** ARN of the cluster. */
  readonly arn: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Certificate of the API server's authority, base64. */
  readonly certificateAuthority: string;
  /** Security group of the control plane's interfaces and of the nodes. */
  readonly clusterSecurityGroupId: string;
  /** Key of secrets and logs, which admits CloudWatch Logs. */
  readonly encryptionKeyArn: string;
  /** Group that is open to itself, for EFA; absent where no node has it. */
  readonly efaSecurityGroupId?: string;
  /** What Karpenter's chart and its node classes name; absent without it. */
  readonly karpenter?: { readonly queueName: string; readonly nodeRoleName: string };

  constructor(scope: Construct, id: string, props: GpuClusterProps) {
    super(scope, id);
    const { name, region, accountId, network, gpuPools, karpenter } = props;
    const encryptionKey = new EncryptionKey(this, 'cluster-key', {
      name: `${name}-cluster`,
      description: `Secrets and control-plane logs of ${name}`,
      accountId,
      region,
      services: ['logs'],
    });
    const cluster = new Cluster(this, 'cluster', {
      name,
      version: props.version,
      supportType: props.supportType ?? 'STANDARD',
      controlPlaneSubnetIds: Object.values(network.controlPlaneSubnetIds),
      publicAccessCidrs: props.publicAccessCidrs ?? [],
      serviceCidr: props.serviceCidr ?? '172.20.0.0/16',
      encryptionKeyArn: encryptionKey.arn,
      logRetentionDays: props.logRetentionDays ?? 365,
      admins: props.admins,
      viewers: props.viewers ?? [],
      preventDestroy: props.preventDestroy ?? true,
    });
    const efaGroup =
      gpuPools.some(({ efa }) => efa) || karpenter?.efa
        ? new EfaSecurityGroup(this, 'efa', { namePrefix: name, vpcId: network.vpcId })
        : undefined;
    this.createNodes(props, cluster, efaGroup);
    new ClusterAutoscalerIdentity(this, 'cluster-autoscaler', {
      clusterName: cluster.name,
      region,
      accountId,
      namePrefix: name,
    });
    if (karpenter) {
      const { queueName, nodeRoleName } = new KarpenterResources(this, 'karpenter', {
        clusterName: cluster.name,
        clusterArn: cluster.arn,
        namePrefix: name,
        region,
        accountId,
      });
      this.karpenter = { queueName, nodeRoleName };
    }

    this.name = cluster.name;
    this.arn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority;
    this.clusterSecurityGroupId = cluster.clusterSecurityGroupId;
    this.encryptionKeyArn = encryptionKey.arn;
    if (efaGroup) this.efaSecurityGroupId = efaGroup.securityGroupId;
  }

  /** Nodes need the core add-ons to become ready, and the other add-ons need nodes to run on. */
  private createNodes(props: GpuClusterProps, cluster: Cluster, efaGroup: EfaSecurityGroup | undefined): void {
    const { name, version, network, tags, systemNodes } = props;
    const shared = { clusterName: cluster.name, clusterVersion: version, namePrefix: name, tags };
    const core = new CoreAddons(this, 'core-addons', shared);
    const role = new NodeRole(this, 'node-role', { namePrefix: name });
    const beforeNodes = [...role.policyAttachments, ...core.addons];
    const system = new SystemPool(this, 'system-pool', {
      ...shared,
      ...managedHardware('The system nodes', instancesOf(systemNodes)),
      nodeRoleArn: role.arn,
      instanceTypes: systemNodes.instanceTypes,
      subnetIds: Object.values(network.privateSubnetIds),
      minNodes: systemNodes.minNodes,
      maxNodes: systemNodes.maxNodes,
      diskGiB: systemNodes.diskGiB ?? 100,
      dependsOn: beforeNodes,
    });
    new WorkloadAddons(this, 'addons', { ...shared, fsx: props.fsx ?? false, dependsOn: [system.nodeGroup] });
    for (const nodes of props.gpuPools) {
      const nodeGroups = { ...shared, nodeRoleArn: role.arn, clusterSecurityGroupId: cluster.clusterSecurityGroupId };
      this.createGpuPool(nodes, nodeGroups, network, beforeNodes, efaGroup);
    }
  }

  private createGpuPool(
    nodes: GpuNodes,
    shared: SharedByPools,
    network: GpuClusterNetwork,
    beforeNodes: readonly TerraformResource[],
    efaGroup: EfaSecurityGroup | undefined,
  ): void {
    const who = `Pool ${nodes.name}`;
    const instances = instancesOf(nodes);
    const { accelerator, nvmeGB } = nodeHardware(instances);
    if (accelerator === undefined) throw new Error(`${who}: ${nodes.instanceTypes[0]} has no accelerator`);
    const layout = nodes.efa ? efaHardware(instances) : undefined;
    const efa = layout && efaGroup && { ...layout, securityGroupId: efaGroup.securityGroupId };
    new GpuPool(this, `pool-${nodes.name}`, {
      ...shared,
      ...managedHardware(who, instances),
      name: nodes.name,
      instanceTypes: nodes.instanceTypes,
      subnetIds: nodes.zones.map((zone) => subnetIn(network, zone, who)),
      capacity: nodes.capacity,
      minNodes: nodes.minNodes,
      maxNodes: nodes.maxNodes,
      diskGiB: nodes.diskGiB ?? 200,
      nvmeGB,
      ...(efa && { efa }),
      placementGroup: nodes.placementGroup ?? false,
      accelerator,
      labels: nodes.labels ?? {},
      dependsOn: [...beforeNodes, ...(efa ? (efaGroup?.rules ?? []) : [])],
    });
  }
}

type SharedByPools = Pick<
  GpuPoolProps,
  'clusterName' | 'clusterVersion' | 'namePrefix' | 'nodeRoleArn' | 'clusterSecurityGroupId' | 'tags'
>;

function instancesOf({ instanceTypes }: { readonly instanceTypes: readonly string[] }): InstanceType[] {
  return instanceTypes.map((name) => {
    const type = findInstanceType(name);
    if (type === undefined) throw new Error(`${name} is not in the catalog of instance types`);
    return type;
  });
}

/** What a managed node group is told of its nodes. */
function managedHardware(who: string, instances: readonly InstanceType[]) {
  const { amiType, maxPods } = nodeHardware(instances);
  if (amiType === undefined) {
    throw new Error(`${who}: EKS publishes no image for ${instances[0]?.name ?? 'no instance type'}`);
  }
  return { amiType, maxPods };
}

function subnetIn({ privateSubnetIds }: GpuClusterNetwork, zone: string, who: string): string {
  const id = privateSubnetIds[zone];
  if (id === undefined) {
    throw new Error(`${who}: no private subnet in ${zone}, only in ${Object.keys(privateSubnetIds).join(', ')}`);
  }
  return id;
}
