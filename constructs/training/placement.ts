import { poolLabel } from '../cluster/node-pools/node-labels';
import { tolerateAccelerator } from '../kubernetes/accelerated-pod';
import type { PodSpec } from '../kubernetes/objects';
import { runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { type Variables, variables } from '../kubernetes/variables';
import { type TrainingJobProps, type TrainingResources, trainingAccount } from './training-props';

/** What the pods of a run have in common: whose they are, where they run, and that a restart is another pod. */
export function placement({ job, pool, tier }: Pick<TrainingJobProps, 'job' | 'pool' | 'tier'>) {
  return {
    serviceAccountName: trainingAccount(job),
    automountServiceAccountToken: false,
    // Kubernetes would set variables for every service of the namespace.
    enableServiceLinks: false,
    restartPolicy: 'Never',
    priorityClassName: priorityClassName(tier),
    nodeSelector: { [poolLabel]: pool },
    tolerations: [tolerateAccelerator('nvidia')],
    securityContext: runAs(1000),
  } as const satisfies Partial<PodSpec>;
}

/**
 * What NCCL needs to know. Over EFA it goes through libfabric, on nodes with several adapters as on those with one;
 * bootstrap and fallback use the node's own interface.
 *
 * Source: NCCL user guide, "Environment Variables"; AWS, "Get started with EFA and NCCL".
 */
export function networkVariables({ efaInterfaces }: TrainingResources, spansPods: boolean): Variables {
  return variables({
    NCCL_DEBUG: 'WARN',
    ...(spansPods && { NCCL_SOCKET_IFNAME: '^lo,docker,veth' }),
    ...(efaInterfaces > 0 && { FI_PROVIDER: 'efa' }),
  });
}

/** Memory that processes share, and huge pages, each with its mount. */
export function memoryVolumes({ efaInterfaces, memoryGib }: TrainingResources) {
  const efa = efaInterfaces > 0;
  return {
    volumes: [
      // Counts as memory of the containers that write to it.
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: `${shmGib(memoryGib)}Gi` } },
      ...(efa ? [{ name: 'huge-pages', emptyDir: { medium: 'HugePages-2Mi' } }] : []),
    ],
    mounts: [
      { name: 'shm', mountPath: '/dev/shm' },
      ...(efa ? [{ name: 'huge-pages', mountPath: '/dev/hugepages' }] : []),
    ],
  };
}

/** Workers of data loaders hand batches over through it. */
function shmGib(memoryGib: number): number {
  return Math.max(1, Math.floor(memoryGib / 8));
}
