import type { PersistentVolume, PersistentVolumeClaim } from '../kubernetes/objects';
import { trainingNamespace } from './training-props';

/** A file system of FSx for Lustre that exists. */
export interface SharedFileSystem {
  readonly id: string;
  readonly dnsName: string;
  readonly mountName: string;
}

/**
 * Size that the volume and its claim state, and that nobody looks at. It stays when the file system grows, because Kubernetes
 * lets no claim of such a volume grow. Source: Kubernetes, validation of claims: "only dynamically provisioned pvc can be resized".
 */
const storage = '1200Gi';

/** Name of the claim in the namespace of training, and of its volume. */
export const sharedClaim = 'lustre';

/**
 * The file system as a volume that all nodes of all jobs mount. Nothing is made and nothing deleted by it: Terraform
 * keeps the file system.
 *
 * Source: FSx for Lustre CSI driver 1.10, "Static provisioning" (`flock` for programs that lock files).
 */
export function sharedVolume({
  id,
  dnsName,
  mountName,
}: SharedFileSystem): readonly [PersistentVolume, PersistentVolumeClaim] {
  const volume: PersistentVolume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: sharedClaim },
    spec: {
      capacity: { storage },
      volumeMode: 'Filesystem',
      accessModes: ['ReadWriteMany'],
      mountOptions: ['flock', 'noatime'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      // For this claim and no other.
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: trainingNamespace, name: sharedClaim },
      csi: {
        driver: 'fsx.csi.aws.com',
        volumeHandle: id,
        volumeAttributes: { dnsname: dnsName, mountname: mountName },
      },
    },
  };
  const claim: PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: sharedClaim, namespace: trainingNamespace },
    spec: {
      accessModes: ['ReadWriteMany'],
      // Empty, or the default class would make another volume.
      storageClassName: '',
      volumeName: sharedClaim,
      resources: { requests: { storage } },
    },
  };
  return [volume, claim];
}
