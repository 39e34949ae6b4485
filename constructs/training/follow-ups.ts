import { helperImages } from '../../catalog/images';
import { poolLabel, systemPoolName } from '../cluster/node-pools/node-labels';
import type {
  ConfigMap,
  Job,
  Manifest,
  NetworkPolicy,
  Role,
  RoleBinding,
  ServiceAccount,
} from '../kubernetes/manifest';
import { bounded, runAs } from '../kubernetes/pod-security';
import { toClouds } from '../kubernetes/way-out';
import { priorityClassName } from '../platform/priority-classes';
import { literalsIn } from '../substrate/literal';
import { datasetScript } from './dataset-script';
import { registerScript, resultScript, stepScript } from './follow-up-scripts';
import {
  type FollowedRun,
  type FollowUpStep,
  fileKey,
  followUpFilesName,
  followUpJob,
  followUpScriptsName,
} from './follow-up-step';
import { gateScript } from './gate-script';
import { trainingNamespace } from './training-props';
import { workflowScript } from './workflow-script';

/** What is done with the result of a run. */
export interface FollowUpsProps extends FollowedRun {
  /** In their order. */
  readonly steps: readonly FollowUpStep[];
  /** Service that the step `evaluate` asks. @default none */
  readonly asks?: {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly port: number;
  };
  /** Texts of further files in `/files`, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A workload that steps start anew. */
export interface RestartedWorkload {
  readonly namespace: string;
  readonly kind: 'Deployment' | 'LeaderWorkerSet';
  readonly name: string;
}

const workflowAccount = 'training-workflow';
const managed = { 'app.kubernetes.io/managed-by': 'ninefold' };

/** What all workflows of the namespace share: scripts, the rights to create jobs, and the way out of their pods. */
export function followUpBase(restarted: readonly RestartedWorkload[]): Manifest[] {
  const metadata = { name: workflowAccount, namespace: trainingNamespace, labels: managed };
  const account: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    // The one pod that needs a token asks for it.
    automountServiceAccountToken: false,
  };
  const scripts: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: followUpScriptsName, namespace: trainingNamespace, labels: managed },
    data: literalsIn({
      'step.sh': stepScript,
      'result.sh': resultScript,
      'register.sh': registerScript,
      'datasets.sh': datasetScript,
      'gate.py': gateScript,
      'workflow.py': workflowScript,
    }),
  };
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
  const wayOut: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'training-follow-ups', namespace: trainingNamespace, labels: managed },
    spec: {
      podSelector: { matchExpressions: [{ key: 'ninefold.dev/step', operator: 'Exists' }] },
      policyTypes: ['Ingress', 'Egress'],
      // S3, the hubs with the benchmarks, and the API server, which answers on 443 too.
      egress: [...toClouds],
    },
  };
  return [account, scripts, role, bindingTo(trainingNamespace), wayOut, ...restarted.flatMap(restarting)];
}

/** The right to start one workload anew. */
function restarting({ namespace, kind, name }: RestartedWorkload): (Role | RoleBinding)[] {
  const [group, resource] =
    kind === 'Deployment' ? ['apps', 'deployments'] : ['leaderworkerset.x-k8s.io', 'leaderworkersets'];
  const role = `restart-${name}`;
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: role, namespace, labels: managed },
      rules: [{ apiGroups: [group], resources: [resource], resourceNames: [name], verbs: ['get', 'patch'] }],
    },
    bindingTo(namespace, role),
  ];
}

function bindingTo(namespace: string, role = workflowAccount): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: role, namespace, labels: managed },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'ServiceAccount', name: workflowAccount, namespace: trainingNamespace }],
  };
}

/** Path in the API by which a step starts a workload anew. */
export function restartPath({ namespace, kind, name }: RestartedWorkload): string {
  return kind === 'Deployment'
    ? `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`
    : `/apis/leaderworkerset.x-k8s.io/v1/namespaces/${namespace}/leaderworkersets/${name}`;
}

/**
 * The workflow of one run: a job that waits for the training and then creates the job of each step, and the files of the
 * steps. Empty without steps.
 */
export function followUps(props: FollowUpsProps): Manifest[] {
  if (props.steps.length === 0) return [];
  return [filesOf(props), ...(props.asks ? [asking(props, props.asks)] : []), workflow(props)];
}

function filesOf(props: FollowUpsProps): ConfigMap {
  const { run, steps, files } = props;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: followUpFilesName(run), namespace: trainingNamespace, labels: labelsOf(props) },
    data: {
      ...literalsIn(files ?? {}),
      ...literalsIn(Object.fromEntries(steps.flatMap((step) => Object.entries(filesOfStep(step))))),
      // Text in them is literal already.
      ...Object.fromEntries(
        steps.map((step, index) => [
          `${index}-${step.name}.json`,
          JSON.stringify({
            job: followUpJob(props, step),
            ...(step.does === 'register' && step.restarts !== undefined && { restarts: step.restarts }),
          }),
        ]),
      ),
    },
  };
}

function filesOfStep(step: FollowUpStep): Readonly<Record<string, string>> {
  if (step.does === 'register') {
    return { [fileKey(step.name, 'parts')]: step.parts.map(({ from, to }) => `${from} ${to}\n`).join('') };
  }
  return {
    [fileKey(step.name, 'retry-args')]: step.retryArgs.map((argument) => `${argument}\n`).join(''),
    ...(step.data && {
      [fileKey(step.name, 'datasets')]: step.data.files.map(({ name, address }) => `${name} ${address}\n`).join(''),
    }),
  };
}

function labelsOf({ job, run }: Pick<FollowedRun, 'job' | 'run'>) {
  return { ...managed, 'ninefold.dev/training': job, 'ninefold.dev/run': run };
}

function asking({ job, run }: FollowUpsProps, { namespace, labels, port }: NonNullable<FollowUpsProps['asks']>) {
  const policy: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: followUpFilesName(run),
      namespace: trainingNamespace,
      labels: labelsOf({ job, run }),
    },
    spec: {
      podSelector: { matchLabels: { 'ninefold.dev/run': run, 'ninefold.dev/step': 'evaluate' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
              podSelector: { matchLabels: labels },
            },
          ],
          ports: [{ protocol: 'TCP', port }],
        },
      ],
    },
  };
  return policy;
}

function workflow(props: FollowUpsProps): Job {
  const { run } = props;
  const name = `${run}-after`;
  const selector = { 'ninefold.dev/workflow': run };
  const labels = { ...labelsOf(props), 'app.kubernetes.io/name': 'training-workflow', ...selector };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: trainingNamespace, labels },
    spec: {
      backoffLimit: 20,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          { action: 'FailJob', onExitCodes: { operator: 'In', values: [64] } },
        ],
      },
      // With labels of our own `kubectl get -o yaml | kubectl replace --force -f -` starts it anew.
      manualSelector: true,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...labels, 'ninefold.dev/step': 'workflow' } },
        spec: {
          serviceAccountName: workflowAccount,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          restartPolicy: 'Never',
          priorityClassName: priorityClassName('standard'),
          nodeSelector: { [poolLabel]: systemPoolName },
          securityContext: runAs(1000),
          containers: [
            {
              name: 'workflow',
              image: helperImages.python,
              command: ['python', '/scripts/workflow.py'],
              env: Object.entries({
                STEPS: '/files',
                RUN: run,
                WORKFLOW: name,
                NAMESPACE: trainingNamespace,
                API: 'https://kubernetes.default.svc',
                TOKEN: '/api/token',
                AUTHORITY: '/api/ca.crt',
                PAUSE: '15',
                RESTART_SECONDS: '7200',
                PYTHONUNBUFFERED: '1',
              }).map(([variable, value]) => ({ name: variable, value })),
              resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: bounded,
              volumeMounts: [
                { name: 'scripts', mountPath: '/scripts', readOnly: true },
                { name: 'files', mountPath: '/files', readOnly: true },
                { name: 'api', mountPath: '/api', readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'scripts', configMap: { name: followUpScriptsName } },
            { name: 'files', configMap: { name: followUpFilesName(run) } },
            {
              name: 'api',
              projected: {
                sources: [
                  { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
                  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
                ],
              },
            },
          ],
        },
      },
    },
  };
}
