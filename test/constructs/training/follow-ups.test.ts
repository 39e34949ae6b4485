import type { Job, Manifest } from '../../../constructs/kubernetes/manifest';
import { namespaceWithBounds } from '../../../constructs/platform/namespace';
import { priorityClasses } from '../../../constructs/platform/priority-classes';
import { type FollowUpsProps, followUpBase, followUps, restartPath } from '../../../constructs/training/follow-ups';
import { consistencyProblems } from '../../support/kubernetes/consistency';
import { schemaProblems } from '../../support/kubernetes/schemas';
import { securityProblems } from '../../support/kubernetes/security';

const image = `registry.example.com/ms-swift@sha256:${'0'.repeat(64)}`;
const runs = 's3://checkpoints/runs/dpo/dpo-1/after';
const chat = { namespace: 'inference', kind: 'Deployment', name: 'trial' } as const;

const step = {
  does: 'command',
  image,
  retryArgs: [],
  env: {},
  keepsParts: false,
  resources: { gpus: 1, cpus: 11, memoryGib: 130 },
  scratchGib: 40,
  retries: 3,
} as const;
const weights = (name: string, prefix: string, path: string) => ({
  name,
  bucket: 'checkpoints',
  prefix,
  region: 'us-east-1',
  sizeGib: 16,
  path,
});

const props: FollowUpsProps = {
  job: 'dpo',
  run: 'dpo-1',
  region: 'us-east-1',
  pool: 'train',
  queue: 'training',
  tier: 'standard',
  serviceAccount: 'train-dpo',
  steps: [
    {
      ...step,
      name: 'merge',
      command: ['swift', 'export', '--model', '/scratch/weights/start/Qwen'],
      output: '/output/merged/Qwen',
      result: `${runs}/merged`,
      inputs: [
        weights('start', 'models/qwen/v1', '/scratch/weights/start/Qwen'),
        weights('checkpoint', 'final/dpo/dpo-1', '/scratch/checkpoint/Qwen'),
      ],
    },
    {
      ...step,
      name: 'export',
      command: ['swift', 'export', '--system', 'pay ${X} and $(Y)'],
      output: '/output/exported/Qwen',
      result: `${runs}/exported`,
      inputs: [weights('merged', 'runs/dpo/dpo-1/after/merged', '/output/merged/Qwen')],
      data: { folder: '/scratch/data', files: [{ name: '0-a.jsonl', address: 's3://acme/a.jsonl' }] },
    },
    {
      does: 'register',
      name: 'stage',
      parts: [{ from: `${runs}/exported`, to: 's3://models/trained/dpo/dpo-1/weights' }],
      pointer: 's3://models/trained/dpo/candidate',
      restarts: restartPath(chat),
    },
    {
      ...step,
      name: 'evaluate',
      command: ['evalscope', 'eval', '--api-key', '$(EVAL_API_KEY)'],
      retryArgs: ['--use-cache', '/output/evaluation/native'],
      keepsParts: true,
      output: '/output/evaluation',
      result: 's3://checkpoints/evaluations/dpo/dpo-1/scores',
      inputs: [],
      resources: { gpus: 0, cpus: 2, memoryGib: 8 },
      apiKey: { secret: 'evaluation-key-trial', variable: 'EVAL_API_KEY' },
    },
  ],
  asks: { namespace: 'inference', labels: { 'app.kubernetes.io/name': 'trial' }, port: 8000 },
};

const manifests = followUps(props);
const files = (manifests[0] as Manifest & { readonly data: Readonly<Record<string, string>> }).data;
const stepOf = (key: string): { readonly job: Job; readonly restarts?: string } => JSON.parse(files[key] ?? '');
const jobs = Object.keys(files)
  .filter((key) => key.endsWith('.json'))
  .map((key) => stepOf(key).job);
const podOf = (key: string) => {
  const pod = stepOf(key).job.spec?.template.spec;
  if (pod === undefined) throw new Error(`no pod of ${key}`);
  return pod;
};

describe('what follows a training', () => {
  it('passes the official schemas, fits together and keeps to the security baseline', () => {
    const named = (kind: string, name: string): Manifest => ({
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace: 'training' },
    });
    const all = [...followUpBase([chat]), ...manifests, ...jobs];
    const around = [
      ...namespaceWithBounds({ name: 'training', gpus: 16, podSecurity: 'baseline' }),
      ...priorityClasses(),
      named('ServiceAccount', 'train-dpo'),
      named('ExternalSecret', 'evaluation-key-trial'),
    ];
    const nodes = {
      train: { cpu: 95, memoryGib: 1100, devices: { 'nvidia.com/gpu': 8 } },
      system: { cpu: 4, memoryGib: 14, devices: {} },
    };
    expect(schemaProblems(all)).toEqual([]);
    expect(consistencyProblems([...around, ...all], nodes)).toEqual([]);
    expect(securityProblems(all)).toEqual([]);
  });

  it('is one job a step, of which those with GPUs wait in the queue for their own GPUs only', () => {
    expect(jobs.map(({ metadata }) => metadata.name)).toEqual([
      'dpo-1-merge',
      'dpo-1-export',
      'dpo-1-stage',
      'dpo-1-evaluate',
    ]);
    expect(jobs.map(({ metadata }) => metadata.labels?.['kueue.x-k8s.io/queue-name'])).toEqual([
      'training',
      'training',
      undefined,
      undefined,
    ]);
    expect(podOf('0-merge.json').containers[0]?.resources?.limits).toEqual({
      memory: '130Gi',
      'nvidia.com/gpu': '1',
    });
  });

  it('works in the main container, so that the pod is ready in the eyes of the queue', () => {
    const { initContainers, containers } = podOf('1-export.json');
    expect(initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['merged', undefined],
      ['datasets', undefined],
      ['result', 'Always'],
    ]);
    expect(containers[0]?.command).toEqual(['bash', '/scripts/step.sh']);
  });

  it('leaves texts as they are, for Kubernetes and for Terraform, but for the key', () => {
    expect(podOf('1-export.json').containers[0]?.args?.at(-1)).toBe('pay $${X} and $$(Y)');
    expect(podOf('3-evaluate.json').containers[0]?.args?.at(-1)).toBe('$(EVAL_API_KEY)');
  });

  it('is not tried again after a verdict, and not counted when a node is lost', () => {
    expect(stepOf('0-merge.json').job.spec?.podFailurePolicy?.rules).toEqual([
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [64] } },
    ]);
  });

  it('may start the one service anew that it asks, and reach its port', () => {
    expect(stepOf('2-stage.json').restarts).toBe('/apis/apps/v1/namespaces/inference/deployments/trial');
    const roles = followUpBase([chat]).filter(({ kind }) => kind === 'Role') as (Manifest & { rules: unknown })[];
    expect(roles.find(({ metadata }) => metadata.namespace === 'inference')?.rules).toEqual([
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['trial'], verbs: ['get', 'patch'] },
    ]);
    const policy = manifests.find(({ kind }) => kind === 'NetworkPolicy') as Manifest & {
      readonly spec: { readonly egress: readonly { readonly ports: unknown }[] };
    };
    expect(policy.spec.egress[0]?.ports).toEqual([{ protocol: 'TCP', port: 8000 }]);
  });

  it('is nothing without steps', () => {
    expect(followUps({ ...props, steps: [] })).toEqual([]);
  });
});
