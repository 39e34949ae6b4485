import { charts } from '../../catalog/charts';
import { helperImages } from '../../catalog/images';
import { systemNodes } from '../cluster/node-pools/node-labels';
import { apiMount, apiVariables, apiVolume } from '../kubernetes/api-access';
import { bindRole } from '../kubernetes/bind-role';
import type { Manifest } from '../kubernetes/manifest';
import type { ConfigMap, Container, CronJob, NetworkPolicy, Role } from '../kubernetes/objects';
import { bounded, runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { serviceAccount } from '../kubernetes/service-account';
import { variables } from '../kubernetes/variables';
import { dnsPorts, toClouds } from '../kubernetes/way-out';
import { literal } from '../substrate/literal';
import { accessScript } from './access-script';
import { accessSecret } from './dispatching-queues';

/** A cluster that jobs are sent to. */
export interface WorkerCluster {
  readonly region: string;
  readonly clusterName: string;
  /** URL of its API server. */
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
}

/** Namespace of Kueue, in which it looks for the secrets. */
export const kueueNamespace = charts.kueue.namespace;

/** Account of the pods that renew the access; its role in AWS is known to the other clusters. */
export const accessAccount = 'multikueue-access';

const labels = { 'app.kubernetes.io/name': accessAccount, 'app.kubernetes.io/managed-by': 'ninefold' };
const metadata = { name: accessAccount, namespace: kueueNamespace, labels };

/**
 * What lets Kueue into other EKS clusters. Kueue takes kubeconfigs with a written-out token only, and tokens of EKS end
 * after 15 minutes: a CronJob gets a new one for each cluster every five, by the identity of its pod, and writes it into
 * the secret that Kueue watches. No credential outlives a quarter of an hour, and none is anybody's to keep. Two runs may
 * fail before Kueue loses a cluster; jobs that run there go on, and Kueue waits another quarter of an hour before it takes
 * them for lost (`workerLostTimeout`).
 *
 * Source: Kueue 0.19, `multikueuecluster.go` (validation of kubeconfigs); Amazon EKS User Guide, "Learn how EKS Pod
 * Identity grants pods access"; aws-iam-authenticator, tokens of 15 minutes.
 */
export function workerAccess(workers: readonly WorkerCluster[]): Manifest[] {
  return [account, role(workers), binding, config(workers), wayOut, renewal];
}

const account = serviceAccount(metadata);

/** A name says nothing while something is created, so the right to create is for all names. */
function role(workers: readonly WorkerCluster[]): Role {
  const resourceNames = workers.map(({ region }) => accessSecret(region));
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
      { apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get', 'patch'] },
    ],
  };
}

const binding = bindRole(metadata, metadata);

const tokensScript = `set -eu
while read -r region cluster; do
  aws eks get-token --region "$region" --cluster-name "$cluster" --query status.token --output text > "/tokens/$region"
done < /config/names
`;

function config(workers: readonly WorkerCluster[]): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: {
      names: workers.map(({ region, clusterName }) => `${region} ${clusterName}\n`).join(''),
      clusters: workers
        .map(({ region, endpoint, certificateAuthority }) => `${region} ${endpoint} ${certificateAuthority}\n`)
        .join(''),
      'tokens.sh': literal(tokensScript),
      'access.py': literal(accessScript),
    },
  };
}

/** API servers, STS, the agent of the identity, and names. */
const wayOut: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    egress: [...toClouds, { ports: dnsPorts }],
  },
};

const renewal: CronJob = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata,
  spec: {
    schedule: '*/5 * * * *',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 240,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: {
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: 240,
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: accessAccount,
            // It has a token of its own, which expires.
            automountServiceAccountToken: false,
            restartPolicy: 'Never',
            priorityClassName: priorityClassName('critical'),
            nodeSelector: systemNodes,
            securityContext: runAs(1000),
            initContainers: [step('tokens', helperImages.awsCli, ['bash', '/config/tokens.sh'], { HOME: '/tmp' })],
            containers: [
              step('access', helperImages.python, ['python', '/config/access.py'], {
                ...apiVariables,
                NAMESPACE: kueueNamespace,
                CLUSTERS: '/config/clusters',
                TOKENS: '/tokens',
              }),
            ],
            volumes: [
              { name: 'config', configMap: { name: accessAccount } },
              { name: 'tokens', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
              { name: 'tmp', emptyDir: {} },
              apiVolume(600),
            ],
          },
        },
      },
    },
  },
};

function step(
  name: string,
  image: string,
  command: readonly string[],
  values: Readonly<Record<string, string>>,
): Container {
  return {
    name,
    image,
    command: [...command],
    env: variables(values),
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    securityContext: bounded,
    volumeMounts: [
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'tokens', mountPath: '/tokens' },
      { name: 'tmp', mountPath: '/tmp' },
      ...(name === 'access' ? [apiMount] : []),
    ],
  };
}
