import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import { type TerraformResource, Token } from '../../substrate/cdktf';
import { launchTemplateSettings } from './launch-template-settings';
import { nodeGroupSettings, replacedByOverlap } from './node-group-settings';
import { systemNodes, systemPoolName } from './node-labels';
import { userData } from './user-data';

/** Inputs of a {@link SystemPool}. */
export interface SystemPoolProps {
  /** EKS cluster that the nodes join. */
  readonly clusterName: string;
  /** Kubernetes version of the nodes, `1.35`. */
  readonly clusterVersion: string;
  /** Start of the names of the launch template and the instances. */
  readonly namePrefix: string;
  readonly nodeRoleArn: string;
  /** AL2023 standard image for the architecture of the instance types. */
  readonly amiType: `AL2023_${string}`;
  /** In order of preference; all of one architecture. */
  readonly instanceTypes: readonly string[];
  /** The private subnets of every zone. */
  readonly subnetIds: readonly string[];
  /** Nodes that always run. Raising it above what runs now needs the group scaled first: see {@link SystemPool}. */
  readonly minNodes: number;
  /** Nodes that may run at most. */
  readonly maxNodes: number;
  /** Size of the root volume in GiB. */
  readonly diskGiB: number;
  /** Most pods on a node. */
  readonly maxPods: number;
  /** Tags for instances, volumes and network interfaces. */
  readonly tags: Readonly<Record<string, string>>;
  /** What must exist before nodes start and after they are gone: the role's policies, the VPC CNI add-on. */
  readonly dependsOn: readonly TerraformResource[];
}

/**
 * The nodes without accelerators and without taints, on which CoreDNS, controllers and monitoring run. They span all
 * private subnets, so that the loss of a zone leaves the cluster's own services alive.
 *
 * EKS refuses a minimum above the current desired size, which Terraform leaves to the autoscaler. To raise `minNodes`
 * above the number of running nodes, scale first: `aws eks update-nodegroup-config --scaling-config desiredSize=…`.
 */
export class SystemPool extends Construct {
  /** For those that need nodes to run on. */
  readonly nodeGroup: TerraformResource;

  constructor(scope: Construct, id: string, props: SystemPoolProps) {
    super(scope, id);

    const name = boundedName('launch-template', props.namePrefix, systemPoolName);
    const launchTemplate = new LaunchTemplate(this, 'launch-template', {
      ...launchTemplateSettings({
        name,
        diskGiB: props.diskGiB,
        userData: userData({ raid0: false, maxPods: props.maxPods }),
        tags: props.tags,
      }),
      name,
      description: 'System nodes',
    });

    const nodeGroup = new EksNodeGroup(this, 'node-group', {
      ...nodeGroupSettings,
      ...replacedByOverlap(systemPoolName),
      clusterName: props.clusterName,
      version: props.clusterVersion,
      nodeRoleArn: props.nodeRoleArn,
      amiType: props.amiType,
      capacityType: 'ON_DEMAND',
      instanceTypes: [...props.instanceTypes],
      subnetIds: [...props.subnetIds],
      launchTemplate: { id: launchTemplate.id, version: Token.asString(launchTemplate.latestVersion) },
      scalingConfig: { minSize: props.minNodes, desiredSize: props.minNodes, maxSize: props.maxNodes },
      labels: systemNodes,
      dependsOn: [...props.dependsOn],
    });

    this.nodeGroup = nodeGroup;
  }
}
