import type { LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template';

/** What tells the launch template of one pool from another's. */
export interface LaunchTemplateSettings {
  /** Name of the instances, volumes and network interfaces in the console. */
  readonly name: string;
  /** Size of the root volume in GiB. */
  readonly diskGiB: number;
  /** Base64-encoded user data. */
  readonly userData: string;
  /**
   * Tags for what EC2 creates on behalf of the node group. The provider's default tags reach the launch template
   * itself, never the instances that start from it.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** What EC2 creates from a launch template and can be tagged by it; all of it costs money or needs an owner. */
const taggedResources = ['instance', 'volume', 'network-interface'] as const;

/**
 * The launch-template settings that all nodes share. Managed node groups forbid more in a template than they need:
 * subnet, instance profile and shutdown behaviour stay unset, and EKS chooses the image by the group's AMI type.
 *
 * Pods must not act as the node: the metadata service wants a session token and answers only one network hop away
 * (CKV_AWS_79, CKV_AWS_341).
 */
export function launchTemplateSettings(settings: LaunchTemplateSettings): LaunchTemplateConfig {
  const tags = { ...settings.tags, Name: settings.name };
  return {
    userData: settings.userData,
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    blockDeviceMappings: [
      {
        deviceName: rootDevice,
        ebs: { volumeType: 'gp3', volumeSize: settings.diskGiB, encrypted: 'true', deleteOnTermination: 'true' },
      },
    ],
    tagSpecifications: taggedResources.map((resourceType) => ({ resourceType, tags })),
  };
}

/** Root device of the EKS-optimized Amazon Linux 2023 images. */
const rootDevice = '/dev/xvda';
