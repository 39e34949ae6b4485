import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  ArtifactBucket,
  addAwsProvider,
  addHelmProvider,
  EngineIdentity,
  GpuCluster,
  InferenceService,
  InferenceServices,
  Platform,
  RegionNetwork,
  TrainingIdentity,
} from 'ninefold/constructs';
import { sft, TrainingStack } from './training';

const region = 'us-east-1';
const name = 'chat-dev-use1';
const tags = { project: 'chat' };
const weights = { bucket: 'example-chat-dev-models', prefix: 'models/qwen2.5-7b/a09a354' };

/** A network, and in it a cluster with a pool of GPUs. */
class ClusterStack extends TerraformStack {
  readonly network: RegionNetwork;
  readonly cluster: GpuCluster;

  constructor(scope: Construct) {
    super(scope, 'cluster');
    addAwsProvider(this, { region, tags });
    const { accountId } = new DataAwsCallerIdentity(this, 'account');
    this.network = new RegionNetwork(this, 'network', {
      name,
      accountId,
      region,
      clusterName: name,
      cidr: '10.0.0.0/16',
      zones: ['use1-az1', 'use1-az2'].map((id, zone) => ({
        id,
        privateCidr: `10.0.${16 * (zone + 1)}.0/20`,
        publicCidr: `10.0.${zone}.0/24`,
        controlPlaneCidr: `10.0.2.${16 * zone}/28`,
      })),
      nat: 'single',
      interfaceEndpointServices: [],
      flowLogRetentionDays: 365,
    });
    this.cluster = new GpuCluster(this, 'gpus', {
      name,
      version: '1.35',
      region,
      accountId,
      network: this.network,
      admins: ['arn:aws:iam::111122223333:role/me'],
      publicAccessCidrs: ['54.240.197.7/32'],
      systemNodes: { instanceTypes: ['m7i.large'], minNodes: 2, maxNodes: 4 },
      gpuPools: [
        {
          name: 'gpu',
          instanceTypes: ['g6e.xlarge', 'g6e.2xlarge'],
          zones: ['use1-az1', 'use1-az2'],
          capacity: { type: 'on-demand' },
          minNodes: 0,
          maxNodes: 2,
        },
      ],
      tags,
    });
    const models = new ArtifactBucket(this, 'models', {
      name: weights.bucket,
      kmsKeyArn: this.cluster.encryptionKeyArn,
      preventDestroy: true,
      lifecycle: [],
    });
    new EngineIdentity(this, 'serve-chat', {
      clusterName: this.cluster.name,
      namePrefix: name,
      service: 'chat',
      weights: [{ bucketArn: models.arn, prefix: weights.prefix }],
      kmsKeyArn: this.cluster.encryptionKeyArn,
    });
    const checkpoints = new ArtifactBucket(this, 'checkpoints', {
      name: sft.checkpoints.bucket,
      kmsKeyArn: this.cluster.encryptionKeyArn,
      preventDestroy: true,
      lifecycle: [],
    });
    new TrainingIdentity(this, 'train-sft', {
      clusterName: this.cluster.name,
      namePrefix: name,
      job: sft.job,
      datasets: [{ bucket: 'example-chat-dev-data', key: 'chats.jsonl' }],
      weights: [{ bucketArn: models.arn, prefix: `${weights.prefix}/` }],
      checkpoints: {
        bucketArn: checkpoints.arn,
        runPrefix: `${sft.checkpoints.runs}/`,
        finalPrefix: `${sft.checkpoints.finals}/`,
        evaluationPrefix: 'evaluations/sft/',
      },
      trained: { bucketArn: models.arn, prefix: 'trained/sft/' },
      kmsKeyArn: this.cluster.encryptionKeyArn,
    });
  }
}

/** The controllers that work in the cluster stands on. */
class PlatformStack extends TerraformStack {
  constructor(scope: Construct, { network, cluster }: ClusterStack) {
    super(scope, 'platform');
    addHelmProvider(this, clusterAccess(cluster));
    new Platform(this, 'platform', {
      clusterName: name,
      kubernetesVersion: '1.35',
      region,
      vpcId: network.vpcId,
      charts: ['nvidia-device-plugin', 'cluster-autoscaler', 'kube-prometheus-stack', 'keda', 'jobset', 'kueue'],
      namespaces: [
        { name: 'inference', gpus: 2, podSecurity: 'baseline' },
        { name: 'training', gpus: 1, podSecurity: 'baseline' },
      ],
      queueing: {
        namespace: 'training',
        pools: [{ name: 'gpu', accelerator: { vendor: 'nvidia', label: 'nvidia-l40s', count: 1 } }],
        queues: [{ name: sft.queue, weight: 1, quotas: [{ pool: 'gpu', guaranteed: 1 }] }],
      },
    });
  }
}

/** An OpenAI-compatible service that scales from one replica to two. */
class WorkloadsStack extends TerraformStack {
  constructor(scope: Construct, { cluster }: ClusterStack) {
    super(scope, 'workloads');
    addHelmProvider(this, clusterAccess(cluster));
    const services = new InferenceServices(this, 'inference', { region });
    new InferenceService(services, 'chat', {
      name: 'chat',
      engine: 'vllm',
      command: {
        image: 'vllm/vllm-openai:v0.27.1',
        args: ['/models/weights', '--served-model-name', 'chat', '--port', '8000', '--shutdown-timeout', '300'],
        env: { VLLM_CACHE_ROOT: '/cache/vllm', TRITON_CACHE_DIR: '/cache/triton' },
        port: 8000,
        healthPath: '/health',
      },
      weights: [{ ...weights, region, sizeGib: 15, path: '/models/weights' }],
      resources: { gpus: 1, vendor: 'nvidia', cpu: 3, memoryGib: 24, sharedMemoryGib: 2, efaInterfaces: 0 },
      pools: ['gpu'],
      replicas: { min: 1, max: 2 },
      loadSeconds: 120,
    });
  }
}

function clusterAccess({ endpoint, certificateAuthority }: GpuCluster) {
  return { clusterName: name, endpoint, certificateAuthority, region };
}

const app = new App();
const cluster = new ClusterStack(app);
const platform = new PlatformStack(app, cluster);
new WorkloadsStack(app, cluster).addDependency(platform);
new TrainingStack(app, clusterAccess(cluster.cluster), sft, 'sft-1').addDependency(platform);
app.synth();
