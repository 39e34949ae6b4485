import type { input } from '@pulumi/kubernetes/types';
import { helperImages } from '../../catalog/images';
import type { Container, Plain } from '../kubernetes/objects';
import { bounded } from '../kubernetes/pod-security';
import { variables } from '../kubernetes/variables';
import { literal } from '../substrate/literal';
import type { WeightsProps } from './weights';
import { weightsScript } from './weights-script';

type Volume = Plain<input.core.v1.Volume>;
type VolumeMount = Plain<input.core.v1.VolumeMount>;

/** What a pod gets: the step that brings the weights, the volume, and how its containers mount it. */
export interface WeightsVolume {
  readonly initContainer: Container;
  readonly volumes: readonly Volume[];
  readonly mount: VolumeMount;
}

/**
 * Weights on the local disk of a node: an init container copies them from the region's bucket after it has looked whether
 * the disk has room. On nodes with instance store, whose disks EKS's images join and put the folders of the kubelet on,
 * an `emptyDir` is on NVMe. The pod's identity needs to read the bucket.
 *
 * Source: Amazon EKS AMI, nodeadm, `localStorage.strategy: RAID0`; Kubernetes documentation, "Volumes", emptyDir.
 */
export function weightsVolume(props: WeightsProps): WeightsVolume {
  const { name = 'weights', bucket, prefix, pointer, region, sizeGib, path, waitSeconds = 3600 } = props;
  const temporary = `${name}-tmp`;
  const mount: VolumeMount = { name, mountPath: path };
  // File systems and a revision that has grown by a tokenizer need a little more than the weights.
  const roomGib = Math.ceil(sizeGib * 1.05) + 2;
  return {
    initContainer: {
      name,
      image: helperImages.awsCli,
      command: ['bash', '-c', literal(weightsScript)],
      env: variables({
        HOME: '/tmp',
        AWS_REGION: region,
        SOURCE: `s3://${bucket}/${prefix}`,
        ...(pointer !== undefined && { POINTER: `s3://${bucket}/${pointer}` }),
        TARGET: path,
        WAIT_SECONDS: String(waitSeconds),
        PAUSE_SECONDS: '15',
      }),
      resources: {
        requests: { cpu: '1', memory: '1Gi', 'ephemeral-storage': `${roomGib}Gi` },
        limits: { memory: '4Gi' },
      },
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        ...bounded,
      },
      volumeMounts: [mount, { name: temporary, mountPath: '/tmp' }],
    },
    volumes: [
      { name, emptyDir: { sizeLimit: `${roomGib}Gi` } },
      { name: temporary, emptyDir: { sizeLimit: '1Gi' } },
    ],
    mount: { ...mount, readOnly: true },
  };
}
