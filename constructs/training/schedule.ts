import { helperImages } from '../../catalog/images';
import { boundedName } from '../../catalog/name-limits';
import { systemNodes } from '../cluster/node-pools/node-labels';
import { apiMount, apiVariables, apiVolume } from '../kubernetes/api-access';
import { bindRole } from '../kubernetes/bind-role';
import type { Manifest } from '../kubernetes/manifest';
import type { ConfigMap, CronJob, NetworkPolicy, PodSpec, Role } from '../kubernetes/objects';
import { bounded, runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { serviceAccount } from '../kubernetes/service-account';
import { variables } from '../kubernetes/variables';
import { literal } from '../substrate/literal';
import { runPlaceholder, templateKey, templateName } from './run-template';
import { submitScript } from './scripts/submit-script';
import { jobLabel, trainingNamespace } from './training-props';

/** When runs of a job start by themselves. */
export interface Schedule {
  readonly job: string;
  /** Cron expression in UTC. */
  readonly cron: string;
  /** Whether this cluster only stands by: its schedule is there, and does not act. */
  readonly standsBy: boolean;
}

const name = 'submit-runs';
const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'ninefold' };
const metadata = { name, namespace: trainingNamespace, labels };

/**
 * Jobs that start runs from templates, one at a time for each training job. Their account may look at JobSets and
 * jobs, and create them.
 *
 * Source: Kubernetes documentation, "CronJob" and "Using RBAC Authorization".
 */
export function schedules(list: readonly Schedule[]): Manifest[] {
  return list.length === 0 ? [] : [account, role, binding, script, wayOut, ...list.map(cronJob)];
}

const account = serviceAccount(metadata);

const role: Role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata,
  rules: [
    { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets'], verbs: ['list', 'create'] },
    { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'create'] },
  ],
};

const binding = bindRole(metadata, metadata);

const script: ConfigMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  data: { 'submit.py': literal(submitScript) },
};

const wayOut: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Egress'],
    // The API server, whose addresses Terraform does not know.
    egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }] }],
  },
};

function cronJob({ job, cron, standsBy }: Schedule): CronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `submit-${job}`, namespace: trainingNamespace, labels: { ...labels, [jobLabel]: job } },
    spec: {
      schedule: cron,
      timeZone: 'Etc/UTC',
      suspend: standsBy,
      concurrencyPolicy: 'Forbid',
      // What an API server that was away has missed.
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: { backoffLimit: 3, activeDeadlineSeconds: 600, template: { metadata: { labels }, spec: podSpec(job) } },
      },
    },
  };
}

function podSpec(job: string): PodSpec {
  return {
    serviceAccountName: name,
    // It has a token of its own, which expires.
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    priorityClassName: priorityClassName('standard'),
    nodeSelector: systemNodes,
    securityContext: runAs(1000),
    containers: [
      {
        name: 'submit',
        image: helperImages.python,
        command: ['python', '/scripts/submit.py'],
        env: variables({
          ...apiVariables,
          NAMESPACE: trainingNamespace,
          JOB: job,
          START: boundedName('training-run-start', job),
          TEMPLATE: `/template/${templateKey}`,
          PLACEHOLDER: runPlaceholder,
        }),
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        securityContext: bounded,
        volumeMounts: [
          { name: 'scripts', mountPath: '/scripts', readOnly: true },
          { name: 'template', mountPath: '/template', readOnly: true },
          apiMount,
        ],
      },
    ],
    volumes: [
      { name: 'scripts', configMap: { name } },
      { name: 'template', configMap: { name: templateName(job) } },
      apiVolume(3600),
    ],
  };
}
