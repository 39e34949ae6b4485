import type { Construct } from 'constructs';
import type { GpuCluster } from '../../constructs/gpu-cluster';
import { EngineIdentity } from '../../constructs/inference/engine-identity';
import { ModelFetchIdentity } from '../../constructs/models/model-fetch-identity';
import { LogStore } from '../../constructs/monitoring/log-store';
import { SecretReaderIdentity } from '../../constructs/platform/identities/secret-reader-identity';
import { bucketArn } from '../../constructs/storage/bucket-baseline';
import { EvaluationIdentity } from '../../constructs/training/evaluation-identity';
import { type ArtifactAccess, TrainingIdentity } from '../../constructs/training/training-identity';
import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { wholeDays } from '../../schemas/duration';
import { readablePrefix, servedWeights } from '../artifacts/served-weights';
import { layout } from '../artifacts/storage-layout';
import { bucketDatasets, trainingWeights } from '../artifacts/training-sources';
import { evaluationsIn } from '../workloads/evaluation';
import type { ClusterBase } from './cluster-base';
import type { Stores } from './create-stores';

/** What the controllers of the platform may do in AWS, beside those that come with their resources. */
export function createPlatformIdentities(
  scope: Construct,
  { region, accountId }: ClusterBase,
  cluster: GpuCluster,
): void {
  const { cluster: plan, platform } = region;
  if (platform.secrets.length > 0) {
    new SecretReaderIdentity(scope, 'secret-reader', {
      clusterName: cluster.name,
      region: region.name,
      accountId,
      namePrefix: plan.name,
      secretNames: platform.secrets,
    });
  }
  if (platform.logs) {
    new LogStore(scope, 'container-logs', {
      name: platform.logs.group,
      clusterName: cluster.name,
      namePrefix: plan.name,
      encryptionKeyArn: cluster.encryptionKeyArn,
      retentionDays: wholeDays(plan.logRetention),
    });
  }
}

/** The region that sends runs, and the key of its stores. */
interface Sender {
  readonly region: RegionPlan;
  readonly dataKeyArn: string;
}

/** What jobs that fetch weights, services, training jobs and evaluations may do with the stores of the region. */
export function createWorkloadIdentities(
  scope: Construct,
  { environment, region }: ClusterBase,
  cluster: GpuCluster,
  stores: Stores,
  sender: Sender | undefined,
): void {
  const { models, checkpoints, key } = stores;
  const shared = { clusterName: cluster.name, namePrefix: region.cluster.name };
  const fetched = environment.models.filter(({ name }) => region.fetches.includes(name));
  if (fetched.length > 0) {
    new ModelFetchIdentity(scope, 'fetch-models', {
      ...shared,
      bucketArn: models.arn,
      prefix: layout.models,
      kmsKeyArn: key.arn,
      sources: fetched.flatMap(({ source }) => (source.hub === 's3' ? [source] : [])),
    });
  }
  for (const service of environment.inference.filter(({ regions }) => regions.includes(region.name))) {
    const { name, model, adapters, canary } = service;
    const served = [model, ...(canary ? [canary.model] : []), ...adapters.map(({ trained }) => trained)];
    const weights = served.map((one) => servedWeights(environment, region, one));
    new EngineIdentity(scope, `serve-${name}`, {
      ...shared,
      service: name,
      weights: [...new Set(weights.map(readablePrefix))].map((prefix) => ({ bucketArn: models.arn, prefix })),
      kmsKeyArn: key.arn,
    });
  }
  for (const job of environment.training.filter(({ regions }) => regions.includes(region.name))) {
    const isSent = sender?.region.platform.dispatch?.queues.some(({ name }) => name === job.queue) ?? false;
    new TrainingIdentity(scope, `train-${job.name}`, {
      ...shared,
      job: job.name,
      ...artifactsOf(environment, region, job, {
        models: models.arn,
        checkpoints: checkpoints.arn,
        key: key.arn,
      }),
      datasets: bucketDatasets(job),
      ...(sender &&
        isSent && {
          sentFrom: artifactsOf(environment, sender.region, job, {
            models: bucketArn(sender.region.storage.modelBucket),
            checkpoints: bucketArn(sender.region.storage.checkpointBucket),
            key: sender.dataKeyArn,
          }),
        }),
    });
  }
  for (const { name, serves } of evaluationsIn(environment, region)) {
    new EvaluationIdentity(scope, `evaluate-${name}`, {
      ...shared,
      evaluation: name,
      ...(serves && {
        weights: {
          bucketArn: models.arn,
          prefix: `${readablePrefix(servedWeights(environment, region, serves.model))}/`,
        },
      }),
      scores: { bucketArn: checkpoints.arn, prefix: `${layout.evaluations}${name}/` },
      kmsKeyArn: key.arn,
    });
  }
}

/** What a job reads and writes in the stores of a region, whose ARNs are given. */
function artifactsOf(
  environment: Environment,
  region: RegionPlan,
  job: TrainingPlan,
  stores: { readonly models: string; readonly checkpoints: string; readonly key: string },
): ArtifactAccess {
  return {
    weights: trainingWeights(environment, region, job).map((weights) => ({
      bucketArn: stores.models,
      prefix: `${readablePrefix(weights)}/`,
    })),
    checkpoints: {
      bucketArn: stores.checkpoints,
      runPrefix: `${layout.runs}${job.name}/`,
      finalPrefix: `${layout.finals}${job.name}/`,
      evaluationPrefix: `${layout.evaluations}${job.name}/`,
    },
    trained: { bucketArn: stores.models, prefix: `${layout.trained}${job.name}/` },
    kmsKeyArn: stores.key,
  };
}
