import { acceleratedResources } from '../kubernetes/accelerated-pod';
import type { PodSpec } from '../kubernetes/objects';
import { bounded } from '../kubernetes/pod-security';
import { plainText, variables } from '../kubernetes/variables';
import { weightsVolume } from '../models/weights-volume';
import { memoryVolumes, networkVariables, placement } from './placement';
import type { RolloutProps, TrainingJobProps } from './training-props';

/** Name of the replicated job of the server. */
export const rolloutName = 'rollout';

/** Name in the network of the server of a JobSet. Source: JobSet 0.12, "Pod to Pod network communication". */
export function rolloutHost(jobSet: string): string {
  return `${jobSet}-${rolloutName}-0-0.${jobSet}`;
}

/**
 * The pod of the server whose answers a job trains on. It needs the weights that the job starts from only, and a restart
 * of the whole set starts it again, so that it never has weights of an attempt before.
 *
 * Source: ms-swift 4.4, `swift rollout` (`GET /health/`).
 */
export function rolloutPod(props: TrainingJobProps, rollout: RolloutProps): PodSpec {
  const resources = { ...props.resources, gpus: rollout.gpus };
  const [start] = props.weights;
  const weights = start && weightsVolume(start);
  const memory = memoryVolumes(resources);
  const answers = { httpGet: { path: '/health/', port: rollout.port }, timeoutSeconds: 10 };
  return {
    ...placement(props),
    ...(weights && { initContainers: [weights.initContainer] }),
    containers: [
      {
        name: 'rollout',
        image: props.image,
        command: rollout.command.map(plainText),
        env: [...variables({ USER: 'ninefold', HOME: '/tmp', ...rollout.env }), ...networkVariables(resources, true)],
        ports: [{ name: 'http', containerPort: rollout.port }],
        resources: acceleratedResources({ ...resources, vendor: 'nvidia' }),
        // Loads the model: the trainers start when it is ready, and a hanging one makes them restart everything.
        startupProbe: { ...answers, periodSeconds: 10, failureThreshold: 360 },
        readinessProbe: { ...answers, periodSeconds: 10 },
        securityContext: bounded,
        volumeMounts: [
          ...(weights ? [weights.mount] : []),
          { name: 'cache', mountPath: props.cache },
          { name: 'tmp', mountPath: '/tmp' },
          ...memory.mounts,
        ],
      },
    ],
    volumes: [
      ...(weights?.volumes ?? []),
      { name: 'cache', emptyDir: { sizeLimit: `${resources.scratchGib}Gi` } },
      { name: 'tmp', emptyDir: {} },
      ...memory.volumes,
    ],
  };
}
