import { helperImages } from '../../catalog/images';
import type { Accelerator } from '../cluster/node-pools/accelerator';
import { poolLabel } from '../cluster/node-pools/node-labels';
import { tolerateAccelerator } from '../kubernetes/accelerated-pod';
import type { Container, DaemonSet } from '../kubernetes/objects';
import { bounded, runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';

/** Namespace of what holds images on nodes. */
export const imagesNamespace = 'images';

/** The images that nodes of a pool have before a pod needs them. */
export interface PrefetchedPool {
  readonly name: string;
  readonly accelerator: Pick<Accelerator, 'vendor'>;
  /** In the order in which they are pulled; each has the program `true`. */
  readonly images: readonly string[];
}

/**
 * A pod on every node of a pool that runs each image once, for a moment, and then waits. The kubelet pulls the images of
 * a pod one after the other, so that they come beside what a waiting pod pulls and do not crowd it out; and it removes no
 * image that a container of a pod has been made from, even one that has ended. A new version is pulled on all nodes at
 * once: nobody is served by these pods.
 *
 * `void` keeps the runtime from giving the GPUs of the node to images that ask for all of them.
 *
 * Sources: Kubernetes documentation, "Images" (serial and parallel image pulls), "Garbage collection of unused container
 * images" and "Init Containers"; NVIDIA Container Toolkit documentation, "Environment variables (OCI spec)".
 */
export function imagePrefetch({ name, accelerator, images }: PrefetchedPool): DaemonSet {
  const labels = {
    'app.kubernetes.io/name': 'image-prefetch',
    'app.kubernetes.io/managed-by': 'ninefold',
    'ninefold.dev/prefetch': name,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: `images-${name}`, namespace: imagesNamespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: priorityClassName('sheddable'),
          terminationGracePeriodSeconds: 0,
          nodeSelector: { [poolLabel]: name },
          tolerations: [tolerateAccelerator(accelerator.vendor)],
          securityContext: runAs(65_535),
          initContainers: images.map((image, index) => ({
            ...container(`image-${index}`, image),
            command: ['true'],
            env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'void' }],
          })),
          containers: [container('pause', helperImages.pause)],
        },
      },
    },
  };
}

function container(name: string, image: string): Container {
  return {
    name,
    image,
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    securityContext: bounded,
  };
}
