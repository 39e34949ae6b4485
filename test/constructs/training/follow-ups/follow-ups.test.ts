import type { Manifest } from '../../../../constructs/kubernetes/manifest';
import type { Job } from '../../../../constructs/kubernetes/objects';
import { priorityClasses } from '../../../../constructs/kubernetes/priority-classes';
import { namespaceWithBounds } from '../../../../constructs/platform/namespace';
import { type FollowUpsProps, followUps } from '../../../../constructs/training/follow-ups/follow-ups';
import { workflow, workflowBase, workloadPath } from '../../../../constructs/training/follow-ups/workflow';
import { consistencyProblems } from '../../../support/kubernetes/consistency';
import { schemaProblems } from '../../../support/kubernetes/schemas';
import { securityProblems } from '../../../support/kubernetes/security';

const image = `registry.example.com/ms-swift@sha256:${'0'.repeat(64)}`;
const runs = 's3://checkpoints/runs/dpo/<<run>>/after';
const chat = { namespace: 'inference', kind: 'Deployment', name: 'trial' } as const;

const step = {
  does: 'command',
  image,
  retryArgs: [],
  env: {},
  keepsParts: false,
  resources: { gpus: 1, cpus: 11, memoryGib: 130 },
  data: [],
  files: {},
  on: 'pool',
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
  of: {
    job: 'dpo',
    region: 'us-east-1',
    pool: 'train',
    queue: 'training',
    tier: 'standard',
    cache: '/scratch/cache',
    data: { folder: '/scratch/data', files: [] },
    tokens: { HF_TOKEN: 'prod/hf' },
  },
  steps: [
    {
      ...step,
      name: 'merge',
      command: ['swift', 'export', '--model', '/scratch/weights/start/Qwen'],
      output: '/output/merged/Qwen',
      result: `${runs}/merged`,
      inputs: [
        weights('start', 'models/qwen/v1', '/scratch/weights/start/Qwen'),
        weights('checkpoint', 'final/dpo/<<run>>', '/scratch/checkpoint/Qwen'),
      ],
    },
    {
      ...step,
      name: 'export',
      command: ['swift', 'export', '--system', 'pay ${X} and $(Y)'],
      output: '/output/exported/Qwen',
      result: `${runs}/exported`,
      inputs: [weights('merged', 'runs/dpo/<<run>>/after/merged', '/output/merged/Qwen')],
      data: [{ name: '0-a.jsonl', address: 's3://acme/a.jsonl' }],
    },
    {
      does: 'register',
      name: 'stage',
      revision: '<<run>>-1a2b3c',
      parts: [{ from: `${runs}/exported`, to: 's3://models/trained/dpo/<<run>>-1a2b3c/weights' }],
      pointer: 's3://models/trained/dpo/candidate',
      restarts: workloadPath(chat),
    },
    {
      ...step,
      name: 'evaluate',
      command: ['evalscope', 'eval', '--api-key', '$(EVAL_API_KEY)'],
      retryArgs: ['--use-cache', '/output/evaluation/native'],
      keepsParts: true,
      output: '/output/evaluation',
      result: 's3://checkpoints/evaluations/dpo/<<run>>/scores',
      inputs: [],
      resources: { gpus: 0, cpus: 2, memoryGib: 8 },
      apiKey: { secret: 'evaluation-key-dpo', variable: 'EVAL_API_KEY' },
    },
  ],
  asks: { namespace: 'inference', labels: { 'app.kubernetes.io/name': 'trial' }, port: 8000, apiKey: 'prod/trial-key' },
};

const manifests = followUps(props);
const steps = manifests.find(({ metadata }) => metadata.name.startsWith('steps-')) as Manifest & {
  readonly data: Readonly<Record<string, string>>;
};
const jobOf = (key: string): Job => JSON.parse(steps.data[key] ?? '').items[0];
const jobs = Object.keys(steps.data).map(jobOf);
const podOf = (key: string) => {
  const pod = jobOf(key).spec?.template.spec;
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
    const all = [
      ...workflowBase([chat], []),
      ...manifests,
      workflow(props, { name: 'dpo-1', run: 'dpo-1' }, { own: 'dpo-1-after', steps: 'dpo-1' }),
    ];
    const around = [
      ...namespaceWithBounds({ name: 'training', gpus: 16, podSecurity: 'baseline' }),
      ...priorityClasses(),
      named('ServiceAccount', 'train-dpo'),
      named('ExternalSecret', 'hub-tokens-dpo'),
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
      '<<workflow>>-merge',
      '<<workflow>>-export',
      '<<workflow>>-stage',
      '<<workflow>>-evaluate',
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

  it('leaves texts as they are, and Kubernetes nothing to fill in but the key', () => {
    expect(podOf('1-export.json').containers[0]?.args?.at(-1)).toBe('pay ${X} and $$(Y)');
    expect(podOf('3-evaluate.json').containers[0]?.args?.at(-1)).toBe('$(EVAL_API_KEY)');
  });

  it('is not tried again after a verdict, and not counted when a node is lost', () => {
    expect(jobOf('0-merge.json').spec?.podFailurePolicy?.rules).toEqual([
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [64] } },
    ]);
  });

  it('may start the one service anew that it asks, and reach its port', () => {
    expect(jobOf('2-stage.json').metadata.annotations).toEqual({
      'ninefold.dev/restarts': '/apis/apps/v1/namespaces/inference/deployments/trial',
    });
    const roles = workflowBase([chat], [{ ...chat, name: 'chat' }]).filter(
      ({ kind }) => kind === 'Role',
    ) as (Manifest & { rules: unknown })[];
    expect(roles.find(({ metadata }) => metadata.namespace === 'inference')?.rules).toEqual([
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['trial'], verbs: ['get', 'patch'] },
    ]);
    expect(roles.find(({ metadata }) => metadata.name === 'await-chat')?.rules).toEqual([
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['chat'], verbs: ['get'] },
    ]);
    const policy = manifests.find(({ kind }) => kind === 'NetworkPolicy') as Manifest & {
      readonly spec: { readonly egress: readonly { readonly ports: unknown }[] };
    };
    expect(policy.spec.egress[0]?.ports).toEqual([{ protocol: 'TCP', port: 8000 }]);
  });

  it('waits for its training, as a job without GPUs that can be started anew', () => {
    const { spec, metadata } = workflow(
      props,
      { name: 'dpo-7f', run: 'dpo-1' },
      { own: 'dpo-9e-after', steps: 'dpo-9e' },
      3600,
    );
    const [container] = spec?.template.spec?.containers ?? [];
    const variables = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    expect(variables).toMatchObject({ TRAINING: 'dpo-7f', RUN: 'dpo-1', WORKFLOW: 'dpo-9e', OWN: 'dpo-9e-after' });
    expect(metadata.name).toBe('dpo-9e-after');
    expect(container?.resources?.limits).toEqual({ memory: '128Mi' });
    expect([spec?.manualSelector, spec?.selector, spec?.ttlSecondsAfterFinished]).toEqual([
      true,
      { matchLabels: { 'ninefold.dev/workflow': 'dpo-9e-after' } },
      3600,
    ]);
  });
});
