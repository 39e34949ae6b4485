import { AutoscalingGroupTagA } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import { AutoscalingSchedule } from '@cdktf/provider-aws/lib/autoscaling-schedule';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import { type TerraformResource, Token } from '../../substrate/cdktf';
import { type Accelerator, acceleratorVendors } from './accelerator';
import { type Capacity, isReserved, purchase } from './capacity';
import { type EfaHardware, efaNetworkInterfaces } from './efa-network-interfaces';
import { efaOfNode } from './efa-resources';
import { launchTemplateSettings } from './launch-template-settings';
import { nodeGroupSettings, replacedByOverlap, replacedInTurn } from './node-group-settings';
import { acceleratorTaint, nodeLabels } from './node-labels';
import { hintTag, keepIdleNodesHint, scaleFromZeroHints } from './scale-from-zero';
import { userData } from './user-data';

/** Elastic Fabric Adapter on the nodes of a pool. */
export interface PoolEfa extends EfaHardware {
  /** The security group that is open to itself. */
  readonly securityGroupId: string;
}

/** Inputs of a {@link GpuPool}. */
export interface GpuPoolProps {
  /** EKS cluster that the nodes join. */
  readonly clusterName: string;
  /** Kubernetes version of the nodes, `1.35`; EKS picks the image by it and by the AMI type. */
  readonly clusterVersion: string;
  /** The pool's name, unique in the cluster: value of its label, start of its node group's name. */
  readonly name: string;
  /** Start of the names of everything but the node group. */
  readonly namePrefix: string;
  /** Role of the nodes, such as that of a `NodeRole`. */
  readonly nodeRoleArn: string;
  /** An AL2023 image for the accelerators, such as `AL2023_x86_64_NVIDIA`. */
  readonly amiType: `AL2023_${string}`;
  /** In order of preference; one type where capacity is reserved. */
  readonly instanceTypes: readonly string[];
  /** One subnet where capacity is reserved, with EFA and with a placement group; several zones otherwise. */
  readonly subnetIds: readonly string[];
  /** Security group that EKS made for the cluster; nodes with EFA have to be told of it. */
  readonly clusterSecurityGroupId: string;
  /** How the nodes are bought. */
  readonly capacity: Capacity;
  /**
   * Nodes that always run; a capacity block ignores it and starts at none. Raising it above what runs now needs the
   * group scaled first: see {@link GpuPool}.
   */
  readonly minNodes: number;
  /** Nodes that may run at most, from 1. Of a capacity block it is the number of its instances. */
  readonly maxNodes: number;
  /** Size of the root volume in GiB. */
  readonly diskGiB: number;
  /** Local NVMe storage of a node in GB, of the smallest instance type; 0 for none. It becomes one RAID 0 volume. */
  readonly nvmeGB: number;
  /** Most pods on a node. */
  readonly maxPods: number;
  /** Left out where nodes talk over ordinary networking. */
  readonly efa?: PoolEfa;
  /** Whether to pack the nodes closely together in a cluster placement group; not for reserved capacity. */
  readonly placementGroup: boolean;
  /** What each node has; it decides labels, taint and the resources that pods ask for. */
  readonly accelerator: Accelerator;
  /** The user's labels on the nodes. The pool's own labels win. */
  readonly labels: Readonly<Record<string, string>>;
  /** Tags for instances, volumes and network interfaces. */
  readonly tags: Readonly<Record<string, string>>;
  /** What must exist before nodes start and after they are gone: the role's policies, the VPC CNI add-on, EFA rules. */
  readonly dependsOn: readonly TerraformResource[];
}

/**
 * Nodes with accelerators of one kind: a managed node group behind a taint, ready for the cluster autoscaler to start
 * it from zero.
 *
 * Three limits of EKS to know:
 * - It refuses a minimum above the current desired size, which Terraform leaves to the autoscaler. To raise `minNodes`
 *   above the number of running nodes, scale first: `aws eks update-nodegroup-config --scaling-config desiredSize=…`.
 * - An update (version, image, disk, tags) starts a new node before it removes an old one. Where all instances of a
 *   reservation run, there is nothing to start: scale the pool down first, a capacity block to 0.
 * - It drains a capacity block's nodes 40 minutes before the end by a scheduled action of its own, which must stay.
 */
export class GpuPool extends Construct {
  /** Name of the node group; with a suffix of the provider, unless the capacity is reserved. */
  readonly nodeGroupName: string;
  /** Name of the Auto Scaling group that EKS made for it. */
  readonly autoscalingGroupName: string;

  constructor(scope: Construct, id: string, props: GpuPoolProps) {
    super(scope, id);
    check(props);

    const name = boundedName('launch-template', props.namePrefix, props.name);
    const labels = nodeLabels({ ...props, hasEfa: props.efa !== undefined });
    const taints = nodeTaints(props);
    const bought = purchase(props.capacity, props.instanceTypes);
    const isBlock = props.capacity.type === 'capacity-block';
    const initialNodes = isBlock ? 0 : props.minNodes;

    const placementGroup = props.placementGroup
      ? new PlacementGroup(this, 'placement-group', {
          name: boundedName('placement-group', props.namePrefix, props.name),
          strategy: 'cluster',
        })
      : undefined;
    const launchTemplate = new LaunchTemplate(this, 'launch-template', {
      ...launchTemplateSettings({
        name,
        diskGiB: props.diskGiB,
        userData: userData({ raid0: props.nvmeGB > 0, maxPods: props.maxPods }),
        tags: props.tags,
      }),
      ...bought.launchTemplate,
      // Without interfaces of its own the template names no security group, and EKS adds the cluster's. With them it
      // does not.
      ...(props.efa && {
        networkInterfaces: efaNetworkInterfaces(props.efa, [props.clusterSecurityGroupId, props.efa.securityGroupId]),
      }),
      ...(placementGroup && { placement: { groupName: placementGroup.name } }),
      name,
      description: `Nodes of the pool ${props.name}`,
    });
    const nodeGroup = new EksNodeGroup(this, 'node-group', {
      ...nodeGroupSettings,
      ...(isReserved(props.capacity)
        ? replacedInTurn(boundedName('eks-node-group', props.name))
        : replacedByOverlap(props.name)),
      ...bought.nodeGroup,
      clusterName: props.clusterName,
      version: props.clusterVersion,
      nodeRoleArn: props.nodeRoleArn,
      amiType: props.amiType,
      subnetIds: [...props.subnetIds],
      launchTemplate: { id: launchTemplate.id, version: Token.asString(launchTemplate.latestVersion) },
      scalingConfig: { minSize: initialNodes, desiredSize: initialNodes, maxSize: props.maxNodes },
      labels,
      taint: taints,
      dependsOn: [...props.dependsOn],
    });

    this.nodeGroupName = nodeGroup.nodeGroupName;
    this.autoscalingGroupName = nodeGroup.resources.get(0).autoscalingGroups.get(0).name;

    // Tags of a node group do not reach its Auto Scaling group.
    const hints = {
      ...scaleFromZeroHints({ labels, taints, resources: nodeResources(props) }),
      ...(isBlock && keepIdleNodesHint),
    };
    for (const [hint, value] of Object.entries(hints)) {
      new AutoscalingGroupTagA(this, hint, {
        autoscalingGroupName: this.autoscalingGroupName,
        tag: { key: hintTag(hint), value, propagateAtLaunch: false },
      });
    }
    if (props.capacity.type === 'capacity-block' && props.capacity.startsAt !== undefined) {
      scaleUpAt(this, props.capacity.startsAt, {
        autoscalingGroupName: this.autoscalingGroupName,
        scheduledActionName: boundedName('autoscaling-schedule', props.namePrefix, props.name, 'block-start'),
        nodes: props.maxNodes,
      });
    }
  }
}

function check(props: GpuPoolProps): void {
  const fail = (reason: string): never => {
    throw new Error(`Pool ${props.name}: ${reason}`);
  };
  const needsOneSubnet = isReserved(props.capacity) || props.efa !== undefined || props.placementGroup;
  if (props.instanceTypes.length === 0) fail('needs an instance type');
  if (needsOneSubnet && props.subnetIds.length !== 1) fail(`needs one subnet, got ${props.subnetIds.length}`);
  if (props.maxNodes < Math.max(1, props.minNodes)) fail(`maxNodes ${props.maxNodes} is too small`);
  // A reservation made outside the group has its instances elsewhere: EC2 answers InsufficientInstanceCapacity.
  if (props.placementGroup && isReserved(props.capacity)) fail('reserved capacity cannot enter a placement group');
}

/** In EKS's spelling of effects. */
function nodeTaints(props: GpuPoolProps) {
  const { key, value } = acceleratorTaint(props.accelerator);
  return [{ key, value, effect: 'NO_SCHEDULE' }];
}

function nodeResources(props: GpuPoolProps): Record<string, string> {
  const vendor = acceleratorVendors[props.accelerator.vendor];
  return {
    'ephemeral-storage': `${scratchGiB(props)}Gi`,
    ...(!vendor.knownToAutoscaler && { [vendor.resource]: String(props.accelerator.count) }),
    ...(props.efa && efaOfNode(props.efa.efaInterfaces)),
  };
}

/**
 * Scratch space that a node surely offers to pods: the volume under the kubelet less 15 %, of which the kubelet's
 * eviction threshold is 10 and the rest is for the file system and the kubelet's own reserve.
 */
function scratchGiB(props: GpuPoolProps): number {
  const volumeGiB = props.nvmeGB > 0 ? (props.nvmeGB * 1e9) / 2 ** 30 : props.diskGiB;
  return Math.floor(volumeGiB * 0.85);
}

interface ScaleUp {
  readonly autoscalingGroupName: string;
  readonly scheduledActionName: string;
  readonly nodes: number;
}

/**
 * Scales a group up once. AWS deletes such an action after it has run and refuses to create one in the past, so
 * without the condition every plan after the start would fail. Terraform decides it by its own clock, at plan time;
 * synthesis stays free of clocks.
 */
function scaleUpAt(scope: Construct, startsAt: string, scaleUp: ScaleUp): void {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(startsAt)) {
    throw new Error(`startsAt must look like 2026-12-01T11:30:00Z, got ${startsAt}`);
  }
  const action = new AutoscalingSchedule(scope, 'block-start', {
    autoscalingGroupName: scaleUp.autoscalingGroupName,
    scheduledActionName: scaleUp.scheduledActionName,
    startTime: startsAt,
    desiredCapacity: scaleUp.nodes,
    // -1 leaves a size as it is; left out, it would become 0.
    minSize: -1,
    maxSize: -1,
  });
  action.addOverride('count', `\${timecmp(plantimestamp(), "${startsAt}") < 0 ? 1 : 0}`);
}
