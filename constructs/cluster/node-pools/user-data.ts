import { stringify } from 'yaml';

/** What the kubelet and the disks of a node are told. */
export interface UserDataOptions {
  /** Whether to join the local NVMe disks into one RAID 0 volume for images, pod logs and emptyDir volumes. */
  readonly raid0: boolean;
  /**
   * Most pods on a node. AWS recommends with prefix delegation, and managed node groups allow at most, 110 below 30
   * vCPUs and 250 above (Amazon EKS User Guide, "Increase the available IP addresses for your node", 2026).
   */
  readonly maxPods: number;
}

/** Separates the parts. It is constant, so that the same options give the same bytes. */
const boundary = 'NINEFOLD';

/**
 * User data for AL2023 nodes of a managed node group, base64-encoded as launch templates want it: a MIME multipart
 * document with one nodeadm NodeConfig. EKS rejects any other form, and adds a NodeConfig with the cluster's endpoint
 * and certificate; nodeadm merges the two.
 *
 * Source: Amazon EKS User Guide, "Customize managed nodes with launch templates"; nodeadm API node.eks.aws/v1alpha1
 * (awslabs/amazon-eks-ami, 2026-07).
 */
export function userData(options: UserDataOptions): string {
  const nodeConfig = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: {
      ...(options.raid0 && { instance: { localStorage: { strategy: 'RAID0' } } }),
      kubelet: { config: { maxPods: options.maxPods } },
    },
  };
  const document = [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: application/node.eks.aws',
    '',
    stringify(nodeConfig),
    `--${boundary}--`,
    '',
  ].join('\n');
  return Buffer.from(document, 'utf8').toString('base64');
}
