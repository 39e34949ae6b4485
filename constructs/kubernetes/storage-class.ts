import type { StorageClass } from './objects';

/** Name of the class that volumes have if nothing else is said. */
export const storageClassName = 'gp3';

/**
 * Encrypted EBS volumes, made in the zone of the pod that asks. EKS brings no default class since Kubernetes 1.30.
 *
 * Source: Amazon EKS User Guide, "Kubernetes versions", 1.30; EBS CSI driver, parameters of storage classes.
 */
export function storageClass(): StorageClass {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: storageClassName, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}
