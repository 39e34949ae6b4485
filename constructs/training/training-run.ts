import type { JobSet } from '../kubernetes/custom-resources/jobset';
import { hopelessExitCode } from '../kubernetes/retries';
import { rolloutName, rolloutPod } from './rollout-pod';
import { trainerName, trainerPod } from './trainer-pod';
import { jobFiles } from './training-files';
import { labelsOf, runLabel, type TrainingJobProps, type TrainingRun, trainingNamespace } from './training-props';

/** Restarts after failures that are nobody's fault but the job's own. */
const maxRestarts = 5;

/**
 * A run as a JobSet that Kueue admits as a whole. Nothing else belongs to one run only, so that to start a run is to
 * create this object.
 *
 * Any failure starts all pods again, once those of the attempt before are gone. Failures by disruption (a node that is
 * drained, a spot interruption, preemption) do not count against the restarts; one that no restart mends ends the run.
 * The run is done when its trainers are; a rollout server goes then.
 *
 * @param keptSeconds how long what is left of a finished run can be looked at. Default: as long as nobody deletes it
 *
 * Source: JobSet 0.12, "Failure Policy", "Success Policy" and `dependsOn`; Kubernetes documentation, "Pod failure policy"
 * and "Sidecar Containers"; Kueue 0.19, "Run A JobSet".
 */
export function trainingRun(props: TrainingJobProps, run: TrainingRun, keptSeconds?: number): JobSet {
  const labels = { ...labelsOf(props.job), [runLabel]: run.run };
  const { rollout, nodes, queue } = props;
  const indexed = (pods: number) => ({
    parallelism: pods,
    completions: pods,
    completionMode: 'Indexed',
    backoffLimit: 0,
  });
  // The order is what the rules of the set go by.
  const podFailurePolicy = {
    rules: [
      { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [hopelessExitCode] } },
    ],
  };
  const trainers = {
    ...indexed(nodes),
    podFailurePolicy,
    template: { metadata: { labels }, spec: trainerPod(props, run, jobFiles(props).metadata.name) },
  };
  return {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: {
      name: run.name,
      namespace: trainingNamespace,
      labels: { ...labels, 'kueue.x-k8s.io/queue-name': queue },
    },
    spec: {
      ...(keptSeconds !== undefined && { ttlSecondsAfterFinished: keptSeconds }),
      failurePolicy: {
        maxRestarts,
        restartStrategy: 'BlockingRecreate',
        rules: [
          failureRule('disrupted', 'RestartJobSetAndIgnoreMaxRestarts', 0),
          failureRule('hopeless', 'FailJobSet', 1),
        ],
      },
      ...(rollout && { successPolicy: { operator: 'All', targetReplicatedJobs: [trainerName] } }),
      replicatedJobs: [
        ...(rollout
          ? [
              {
                name: rolloutName,
                replicas: 1,
                template: {
                  spec: {
                    ...indexed(1),
                    podFailurePolicy,
                    template: { metadata: { labels }, spec: rolloutPod(props, rollout) },
                  },
                },
              },
            ]
          : []),
        {
          name: trainerName,
          replicas: 1,
          ...(rollout && { dependsOn: [{ name: rolloutName, status: 'Ready' as const }] }),
          template: { spec: trainers },
        },
      ],
    },
  };
}

/** The job's message names the rule of its pod failure policy, which its reason does not. */
function failureRule(name: string, action: 'FailJobSet' | 'RestartJobSetAndIgnoreMaxRestarts', index: number) {
  return {
    name,
    action,
    onJobFailureReasons: ['PodFailurePolicy'],
    onJobFailureMessagePatterns: [`matching FailJob rule at index ${index}$`],
  } as const;
}
