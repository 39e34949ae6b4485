import { helperImages } from '../../../catalog/images';
import { systemNodes } from '../../cluster/node-pools/node-labels';
import { apiMount, apiVariables, apiVolume } from '../../kubernetes/api-access';
import { bindRole } from '../../kubernetes/bind-role';
import type { Manifest } from '../../kubernetes/manifest';
import type { Job, Role, RoleBinding } from '../../kubernetes/objects';
import { bounded, runAs } from '../../kubernetes/pod-security';
import { priorityClassName } from '../../kubernetes/priority-classes';
import { triedAgain } from '../../kubernetes/retries';
import { serviceAccount } from '../../kubernetes/service-account';
import { variables } from '../../kubernetes/variables';
import { labelsOf, runLabel, type TrainingRun, trainingNamespace } from '../training-props';
import { followUpScripts, followUpScriptsVolume } from './follow-up-scripts-volume';
import { stepLabel } from './follow-up-step';
import { type FollowUpsProps, followUpSteps } from './follow-ups';

/** A workload whose pods a step asks. */
export interface AskedWorkload {
  readonly namespace: string;
  readonly kind: 'Deployment' | 'LeaderWorkerSet';
  readonly name: string;
}

const name = 'training-workflow';
const managed = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'ninefold' };
const metadata = { name, namespace: trainingNamespace, labels: managed };
/** Label of a workflow, with the name of its job. */
export const workflowLabel = 'ninefold.dev/workflow';

/** How long a service may take to load a candidate, in seconds: nodes, images, weights and the engine's start. */
const restartSeconds = 7200;

/**
 * What all workflows of the namespace share: their scripts, and the rights to create jobs, to start services anew, and to
 * see how far others are.
 */
export function workflowBase(restarted: readonly AskedWorkload[], awaited: readonly AskedWorkload[]): Manifest[] {
  const account = serviceAccount(metadata);
  const role: Role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create', 'get', 'delete'] },
      { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets'], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
    ],
  };
  return [
    followUpScripts(),
    account,
    role,
    bindRole(metadata, metadata),
    ...restarted.flatMap((workload) => rightTo('restart', ['get', 'patch'], workload)),
    ...awaited.flatMap((workload) => rightTo('await', ['get'], workload)),
  ];
}

function rightTo(
  what: string,
  verbs: readonly string[],
  { namespace, kind, name: workload }: AskedWorkload,
): (Role | RoleBinding)[] {
  const role: Role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: `${what}-${workload}`, namespace, labels: managed },
    rules: [
      {
        apiGroups: [kind === 'Deployment' ? 'apps' : 'leaderworkerset.x-k8s.io'],
        resources: [kind === 'Deployment' ? 'deployments' : 'leaderworkersets'],
        resourceNames: [workload],
        verbs: [...verbs],
      },
    ],
  };
  return [role, bindRole(role.metadata, metadata)];
}

/** Path of a workload in the API. */
export function workloadPath({ namespace, kind, name: workload }: AskedWorkload): string {
  return kind === 'Deployment'
    ? `/apis/apps/v1/namespaces/${namespace}/deployments/${workload}`
    : `/apis/leaderworkerset.x-k8s.io/v1/namespaces/${namespace}/leaderworkersets/${workload}`;
}

/** What a workflow follows: a run of a training, or nothing, where its steps are all that the run is. */
export type FollowedRun = Pick<TrainingRun, 'run'> & Partial<TrainingRun>;

/** Names of the job of a workflow, and of the jobs of its steps without their ends. */
export interface WorkflowNames {
  readonly own: string;
  readonly steps: string;
}

/**
 * The workflow of a run: a job without GPUs that waits for the run's JobSet, if it has one, and creates the jobs of the steps in their
 * order (docs/decisions/0020-steps-after-a-training-are-jobs-in-a-row.md).
 *
 * @param names of its job, and what the names of the steps' jobs start with
 * @param keptSeconds how long it can be looked at, with its steps. Default: as long as nobody deletes it
 *
 * Source: Kubernetes documentation, "Jobs" (`manualSelector`, pod failure policy) and "Directly accessing the REST API".
 */
export function workflow(props: FollowUpsProps, run: FollowedRun, names: WorkflowNames, keptSeconds?: number): Job {
  const selector = { [workflowLabel]: names.own };
  const labels = { ...labelsOf(props.of.job), ...managed, [runLabel]: run.run, ...selector };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: names.own, namespace: trainingNamespace, labels },
    spec: {
      ...(keptSeconds !== undefined && { ttlSecondsAfterFinished: keptSeconds }),
      backoffLimit: 20,
      podFailurePolicy: triedAgain,
      // Without labels of Kubernetes' own, `kubectl get -o yaml | kubectl replace --force -f -` starts it anew.
      manualSelector: true,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...labels, [stepLabel]: 'workflow' } },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          restartPolicy: 'Never',
          priorityClassName: priorityClassName('standard'),
          nodeSelector: systemNodes,
          securityContext: runAs(1000),
          containers: [
            {
              name: 'workflow',
              image: helperImages.python,
              command: ['python', '/scripts/workflow.py'],
              env: variables({
                STEPS: '/steps',
                ...(run.name !== undefined && { TRAINING: run.name }),
                RUN: run.run,
                WORKFLOW: names.steps,
                OWN: names.own,
                NAMESPACE: trainingNamespace,
                ...apiVariables,
                PAUSE: '15',
                RESTART_SECONDS: String(restartSeconds),
                PYTHONUNBUFFERED: '1',
              }),
              resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: bounded,
              volumeMounts: [
                followUpScriptsVolume.mount,
                { name: 'steps', mountPath: '/steps', readOnly: true },
                apiMount,
              ],
            },
          ],
          volumes: [
            followUpScriptsVolume.volume,
            { name: 'steps', configMap: { name: followUpSteps(props).metadata.name } },
            apiVolume(3600),
          ],
        },
      },
    },
  };
}
