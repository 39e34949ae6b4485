/** What a first spec is made from. */
export interface Answers {
  readonly template: TemplateName;
  readonly name: string;
  readonly environment: string;
  readonly owner: string;
  /** AWS regions; the first one is the primary. */
  readonly regions: readonly string[];
  /** ARNs of IAM roles or users. */
  readonly admins: readonly string[];
  /** Public name, with the hosted zone that it lies in. */
  readonly dns?: { readonly zone: string; readonly host: string };
}

export type TemplateName = 'minimal' | 'serving' | 'training';

/** What each template is for, in the order in which they are offered. */
export const templates: Readonly<
  Record<TemplateName, { readonly purpose: string; readonly regions: readonly string[] }>
> = {
  minimal: { purpose: 'one service on one GPU pool in one region, to try things out', regions: ['us-east-1'] },
  serving: {
    purpose: 'a chat service with a public name that survives the loss of a region',
    regions: ['us-east-1', 'us-west-2'],
  },
  training: { purpose: 'fine-tuning on spot capacity that scales to zero', regions: ['us-east-1'] },
};

/** @param schema where the spec's JSON schema lies, as seen from the spec */
export function renderSpec(answers: Answers, schema: string | undefined): string {
  const { template, dns } = answers;
  const parts = [
    head(answers, schema),
    regions(answers),
    cluster(answers),
    pools[template],
    model,
    workloads[template],
    ...(dns ? [publicName(dns)] : []),
    state,
  ];
  return `${parts.join('\n\n')}\n`;
}

function head({ template, name, environment, owner }: Answers, schema: string | undefined): string {
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    '# A Ninefold project. `ninefold explain` describes every field, for example `ninefold explain pools.nodes.min`.',
    'apiVersion: ninefold/v1alpha1',
    'kind: Project',
    '',
    '# Every AWS name is derived from these two: a change builds a second environment beside the first.',
    `name: ${word(name)}`,
    `environment: ${word(environment)} # names that start with prod get production defaults`,
    '# The team that answers for it; becomes a tag of every resource.',
    `owner: ${word(owner)}`,
    ...(template === 'serving'
      ? [
          '',
          '# NAT gateways in every zone, private endpoints, and failover by DNS within minutes.',
          'extends: ha-chat@1.0.0',
        ]
      : []),
  ].join('\n');
}

function regions({ regions }: Answers): string {
  const rows = regions.map(
    (name, index) => `  - { name: ${word(name)}, role: active, cidr: 10.${10 + 5 * index}.0.0/16 }`,
  );
  return ['# Each region has an address range of its own; the first one is the primary.', 'regions:', ...rows].join(
    '\n',
  );
}

function cluster({ admins }: Answers): string {
  return [
    'cluster:',
    '  access:',
    '    # IAM roles or users with full access; the role that deploys must be among them.',
    '    admins:',
    ...admins.map((arn) => `      - ${word(arn)}`),
    '    # Address ranges that reach the Kubernetes API over the internet. None: only from inside the VPC.',
    '    publicCidrs: []',
  ].join('\n');
}

const pools: Readonly<Record<TemplateName, string>> = {
  minimal: `# Nodes with GPUs; counts are per region. Instance types in order of preference, all with the same GPU.
pools:
  - name: serve
    instanceTypes: [g5.2xlarge, g5.4xlarge]
    nodes: { min: 1, max: 2 }`,
  serving: `# Nodes with GPUs; counts are per region. Instance types in order of preference, all with the same GPU.
pools:
  - name: serve
    instanceTypes: [g5.2xlarge, g5.4xlarge]
    nodes: { min: 2, max: 6 }`,
  training: `# Nodes with GPUs; counts are per region. Instance types in order of preference, all with the same GPUs.
pools:
  - name: train
    instanceTypes: [g6e.12xlarge, g6e.24xlarge]
    capacity: spot # cheaper, and taken away at two minutes' notice: jobs go on from their last checkpoint
    nodes: { min: 0, max: 2 }`,
};

const model = `# Pin the revision: a branch that moves changes what runs without a change here.
models:
  - name: qwen
    source: hf://Qwen/Qwen2.5-7B-Instruct
    revision: a09a35458c702b33eeacc393d103063234e8bc28`;

const workloads: Readonly<Record<TemplateName, string>> = {
  minimal: `# OpenAI-compatible services, in every region that has their pool.
inference:
  - name: chat
    model: qwen
    engine: vllm
    pool: serve
    contextLength: 8192
    replicas: { min: 1, max: 2 }`,
  serving: `# OpenAI-compatible services, in every region that has their pool.
inference:
  - name: chat
    model: qwen
    engine: vllm
    pool: serve
    contextLength: 8192
    replicas: { min: 2, max: 6 } # per region
    tier: critical # what gives way last when a region is lost
    apiKey: { secret: chat-key } # a secret in Secrets Manager with the key that requests have to carry`,
  training: `training:
  - name: assistant
    model: qwen
    method: sft
    tuner: lora
    dataset: ["modelscope://AI-ModelScope/alpaca-gpt4-data-en"] # or hf://org/name, or s3://bucket/key
    pool: train
    hyperparameters: { epochs: 1, sequenceLength: 2048 }
    checkpoints: { everySteps: 100, keep: 3 }
    run: manual`,
};

function publicName({ zone, host }: { readonly zone: string; readonly host: string }): string {
  return [
    '# The public name. The Route 53 zone must exist already.',
    'dns:',
    `  zone: ${word(zone)}`,
    `  host: ${word(host)}`,
  ].join('\n');
}

const state = `# Where Terraform keeps its state: files in the folder \`state\`, for one person who tries things out. To work with
# others, name a versioned bucket: { backend: s3, bucket: acme-terraform-state, region: us-east-1 }
state: { backend: local }`;

/** Text as a YAML scalar, quoted where it could be read as something else. */
function word(text: string): string {
  const isPlain = /^[a-z][-\w./]*$/i.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
