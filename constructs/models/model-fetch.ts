import { helperImages, helperPackages } from '../../catalog/images';
import { systemNodes } from '../cluster/node-pools/node-labels';
import { contentDigest } from '../kubernetes/content-digest';
import { copiedSecret } from '../kubernetes/copied-secret';
import type { ExternalSecret } from '../kubernetes/custom-resources/external-secrets';
import type { Manifest } from '../kubernetes/manifest';
import type { ConfigMap, Container, Job, NetworkPolicy, PodSpec } from '../kubernetes/objects';
import { bounded, runAs } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { serviceAccount } from '../kubernetes/service-account';
import { storageClassName } from '../kubernetes/storage-class';
import { variables } from '../kubernetes/variables';
import { toClouds } from '../kubernetes/way-out';
import { fetchAccount, modelsNamespace } from './fetch-account';
import { fetchScripts } from './fetch-scripts';

/** One revision of the weights of a model, and where it comes from. */
export interface FetchedModel {
  readonly name: string;
  readonly revision: string;
  readonly source:
    | { readonly hub: 'huggingface' | 'modelscope'; readonly repository: string }
    | { readonly hub: 's3'; readonly bucket: string; readonly prefix: string };
  readonly sizeGib: number;
  /** Name of a secret in Secrets Manager that holds the token of a hub. */
  readonly secret?: string;
}

/** Where weights go. */
export interface FetchTarget {
  readonly region: string;
  readonly bucket: string;
  /** Prefix of all models, such as `models/`. */
  readonly prefix: string;
}

/**
 * Jobs that bring weights into the bucket of a region, as `<prefix><model>/<revision>/…`. A revision is complete when it
 * has the object `.complete`, which is written last and lists all others. A job is done once: with another revision it is another job.
 *
 * A failed step is repeated in the same pod, so that its volume, with what it has downloaded, stays.
 *
 * Source: Kubernetes documentation, "Jobs", "Generic ephemeral volumes" and "Pod Security Standards" (restricted);
 * Amazon EKS User Guide, "How EKS Pod Identity works" (address of the agent).
 */
export function modelFetches(models: readonly FetchedModel[], target: FetchTarget): Manifest[] {
  return [
    account,
    scripts,
    wayOut,
    ...models.flatMap((model) => [
      ...(model.secret === undefined ? [] : [hubToken(model.name, model.secret)]),
      fetchJob(model, target),
    ]),
  ];
}

const labels = { 'app.kubernetes.io/name': 'fetch-models', 'app.kubernetes.io/managed-by': 'ninefold' };

const account = serviceAccount({ name: fetchAccount, namespace: modelsNamespace });

const scriptsName = 'fetch-models';

const scripts: ConfigMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: scriptsName, namespace: modelsNamespace },
  data: fetchScripts,
};

const wayOut: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'fetch-models', namespace: modelsNamespace },
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Egress'],
    // The hubs, PyPI and S3.
    egress: toClouds,
  },
};

function tokenName(model: string): string {
  return `hub-token-${model}`;
}

function hubToken(model: string, secret: string): ExternalSecret {
  return copiedSecret(modelsNamespace, tokenName(model), { token: secret });
}

function fetchJob(model: FetchedModel, target: FetchTarget): Job {
  const spec = podSpec(model, target);
  // A job cannot be changed, so a changed one has another name.
  const digest = contentDigest(JSON.stringify(spec), 8);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `fetch-${model.name}-${digest}`, namespace: modelsNamespace, labels },
    spec: {
      backoffLimit: 3,
      // The volume goes with the pod.
      ttlSecondsAfterFinished: 3600,
      template: { metadata: { labels }, spec },
    },
  };
}

function podSpec(model: FetchedModel, target: FetchTarget): PodSpec {
  const { name, revision, source, sizeGib } = model;
  const to = `s3://${target.bucket}/${target.prefix}${name}/${revision}`;
  const from =
    source.hub === 's3' ? `s3://${[source.bucket, source.prefix].filter(Boolean).join('/')}` : '/work/weights';
  const cloud = { TARGET: to, ORIGIN: from, AWS_REGION: target.region };
  // Weights that come from a bucket pass by; the volume is for downloads.
  const volumeGib = source.hub === 's3' ? 1 : Math.ceil(sizeGib * 1.1) + 5;
  return {
    serviceAccountName: fetchAccount,
    automountServiceAccountToken: false,
    restartPolicy: 'OnFailure',
    priorityClassName: priorityClassName('standard'),
    nodeSelector: systemNodes,
    securityContext: runAs(1000),
    initContainers: [
      step('look', helperImages.awsCli, ['sh', '/scripts/look.sh'], cloud),
      ...(source.hub === 's3' ? [] : [downloadStep(model, source)]),
    ],
    containers: [step('upload', helperImages.awsCli, ['sh', '/scripts/upload.sh'], cloud)],
    volumes: [
      { name: 'scripts', configMap: { name: scriptsName } },
      { name: 'tmp', emptyDir: {} },
      {
        name: 'work',
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName,
              resources: { requests: { storage: `${volumeGib}Gi` } },
            },
          },
        },
      },
    ],
  };
}

function downloadStep(
  { name, revision, sizeGib, secret }: FetchedModel,
  { hub, repository }: { readonly hub: 'huggingface' | 'modelscope'; readonly repository: string },
): Container {
  const plain = step('download', helperImages.python, ['python', '/scripts/download.py'], {
    HUB: hub,
    REPOSITORY: repository,
    REVISION: revision,
    PACKAGE: helperPackages[hub],
    SIZE_GIB: String(sizeGib),
  });
  if (secret === undefined) return plain;
  const variable = hub === 'huggingface' ? 'HF_TOKEN' : 'MODELSCOPE_API_TOKEN';
  const token = { name: variable, valueFrom: { secretKeyRef: { name: tokenName(name), key: 'token' } } };
  return { ...plain, env: [...(plain.env ?? []), token] };
}

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
    env: variables({ HOME: '/tmp', ...values }),
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
    securityContext: bounded,
    volumeMounts: [
      { name: 'scripts', mountPath: '/scripts', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'work', mountPath: '/work' },
    ],
  };
}
