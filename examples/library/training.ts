import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  addHelmProvider,
  type HelmProviderProps,
  ManifestRelease,
  type TrainingJobProps,
  trainingJob,
  trainingNamespace,
  trainingRun,
  trainingScripts,
} from 'ninefold/constructs';

/** A run of a job. With another `run` it starts from the beginning, with the same from its last checkpoint. */
export class TrainingStack extends TerraformStack {
  constructor(scope: Construct, access: HelmProviderProps, job: TrainingJobProps, run: string) {
    super(scope, 'training');
    addHelmProvider(this, access);
    new ManifestRelease(this, job.job, {
      name: `training-${job.job}`,
      namespace: trainingNamespace,
      folder: job.region,
      wait: false, // it waits for its nodes, and then takes hours
      manifests: () => [trainingScripts(), ...trainingJob(job), trainingRun(job, { name: run, run })],
    });
  }
}

/** What the run is made of: a program of your own that saves to /output, its weights and data in buckets. */
export const sft: TrainingJobProps = {
  job: 'sft',
  region: 'us-east-1',
  image: 'registry.example.com/trainer:1.4.2',
  command: ['torchrun', '--nproc-per-node=1', '/app/train.py', '--data', '/data/chats.jsonl', '--output', '/output'],
  resumeArgs: ['--resume', '<<checkpoint>>'],
  env: {},
  files: {},
  output: '/output',
  cache: '/cache',
  savesOnStop: false,
  nodes: 1,
  pool: 'gpu',
  tier: 'standard',
  queue: 'default',
  resources: { gpus: 1, efaInterfaces: 0, cpus: 3, memoryGib: 24, scratchGib: 100 },
  weights: [
    {
      name: 'base',
      bucket: 'example-chat-dev-models',
      prefix: 'models/qwen2.5-7b/a09a354',
      region: 'us-east-1',
      sizeGib: 15,
      path: '/models/base',
    },
  ],
  data: { folder: '/data', files: [{ name: 'chats.jsonl', address: 's3://example-chat-dev-data/chats.jsonl' }] },
  tokens: {},
  checkpoints: {
    bucket: 'example-chat-dev-checkpoints',
    runs: 'runs/sft',
    finals: 'finals/sft',
    keep: 3,
    inParts: false,
  },
  slowestStepSeconds: 120,
};
