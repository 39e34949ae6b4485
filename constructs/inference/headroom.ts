import { helperImages } from '../../catalog/images';
import { tolerateAccelerator } from '../kubernetes/accelerated-pod';
import type { Deployment } from '../kubernetes/objects';
import { bounded } from '../kubernetes/pod-security';
import { headroomClassName } from '../kubernetes/priority-classes';
import { resourcesOf } from './engine-pod';
import { poolPlacement } from './pool-placement';
import { inferenceNamespace, type ServedService } from './served-service';

/**
 * Pods that do nothing but hold the GPUs of the next replicas. A replica pushes them out and starts at once, on a node
 * that is there; they wait in its place, and the autoscaler starts the next node for them.
 *
 * Source: Cluster Autoscaler FAQ, "How can I configure overprovisioning with Cluster Autoscaler?"
 */
export function headroom({ name, headroom: kept, nodesPerReplica, resources, pools }: ServedService): Deployment[] {
  if (kept === 0) return [];
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'headroom' };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${name}-headroom`, namespace: inferenceNamespace, labels },
      spec: {
        replicas: kept * nodesPerReplica,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: headroomClassName,
            terminationGracePeriodSeconds: 0,
            ...poolPlacement(pools),
            tolerations: [tolerateAccelerator(resources.vendor)],
            securityContext: { runAsNonRoot: true, runAsUser: 65_535, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'pause',
                image: helperImages.pause,
                resources: resourcesOf({ ...resources, efaInterfaces: 0 }),
                securityContext: bounded,
              },
            ],
          },
        },
      },
    },
  ];
}
