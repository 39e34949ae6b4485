import { findInstanceType } from '../../catalog/instance-types';
import type { Architecture } from '../../catalog/models';
import { msSwift } from '../../catalog/ms-swift/pinned';
import type { Project, TrainingJob } from '../../schemas/project';
import type { InferencePlan } from '../environment/inference-plan';
import { defaultQueueName } from '../environment/queue-plan';
import type { RunPlan, TrainingPlan } from '../environment/training-plan';
import { type GpuNode, nodeForPool } from '../fit/gpu-node';
import { dataParallelPlan, type ParallelPlan, type TrainingStrategy } from '../fit/parallel-plan';
import { searchPlan } from '../fit/search-plan';
import { trainingFit } from '../fit/training-fit';
import type { TrainingWorkload } from '../fit/training-workload';
import { followUpsOf } from '../training/command/follow-ups';
import type { JobContext } from '../training/command/job-context';
import { renderRollout } from '../training/command/render-rollout';
import { renderTraining } from '../training/command/render-training';
import { datasetsOf } from './datasets';
import { poolRegions } from './pools';
import { weightsOf } from './weights';

/**
 * @param architectures shapes of the project's models, by name, as far as they are known
 * @param inference the services, which evaluations may ask
 */
export function resolveTraining(
  project: Project,
  architectures: ReadonlyMap<string, Architecture>,
  inference: readonly InferencePlan[],
): TrainingPlan[] {
  const planned = project.training.map((job) => {
    const node = nodeOf(project, job.pool);
    return { job, node, planned: planOf(job, architectures.get(job.model), node, without(project, job)) };
  });
  const strategies = new Map(planned.map(({ job, planned: { parallel } }) => [job.name, parallel.strategy]));
  return planned.map((one) => {
    const { job, node } = one;
    const { name, method, tuner, pool, nodes, checkpoints } = job;
    const hyperparameters = {
      ...job.hyperparameters,
      learningRate: job.hyperparameters.learningRate ?? (tuner === 'full' ? 1e-5 : 1e-4),
    };
    const weights = weightsOf(project, job);
    const datasets = datasetsOf(job);
    const model = architectures.get(job.model);
    const asked = inference.find((service) => service.name === job.evaluate?.service);
    const context: JobContext = {
      job,
      ...one.planned,
      hyperparameters,
      checkpoints,
      gpusPerNode: node?.count ?? 1,
      ...(node && { node }),
      ...(model && { model }),
      multimodal: project.models.some((candidate) => candidate.name === job.model && candidate.multimodal),
      weights,
      datasets,
      ...(asked && {
        asked: {
          name: asked.name,
          hasApiKey: asked.apiKeySecret !== undefined,
          contextLength: asked.contextLength,
        },
      }),
      adaptersFrom: strategies.get(job.adapters?.training ?? '') === 'megatron' ? 'megatron' : 'swift',
    };
    const rollout = renderRollout(context);
    return {
      name,
      model: job.model,
      method,
      tuner,
      pool,
      nodes,
      gpusPerNode: node?.count ?? 0,
      queue: job.queue ?? defaultQueueName,
      regions: poolRegions(project, pool),
      hyperparameters,
      ...one.planned,
      image: job.image ?? msSwift.image,
      weights,
      datasets: [...datasets.training, ...datasets.validation, ...datasets.calibration],
      ...(job.secret !== undefined && { secret: job.secret }),
      command: renderTraining(context),
      ...(rollout && { rollout }),
      after: followUpsOf(context),
      checkpoints,
      run: runOf(job.run),
    };
  });
}

/** When runs start by themselves. */
export function runOf(run: string): RunPlan {
  if (run === 'manual') return { on: 'submit' };
  return run === 'on-deploy' ? { on: 'deploy' } : { on: 'schedule', cron: run };
}

/** The node that the jobs of a pool are planned for; undefined without NVIDIA GPUs. */
export function nodeOf(project: Project, poolName: string): GpuNode | undefined {
  const pool = project.pools.find(({ name }) => name === poolName);
  return nodeForPool((pool?.instanceTypes ?? []).map(findInstanceType).filter((type) => type !== undefined));
}

/** What a job computes, apart from what it runs on. */
export function workloadOf(job: TrainingJob, model: Architecture): TrainingWorkload {
  const { hyperparameters, method, tuner } = job;
  const { sequenceLength, batchSize, gradientAccumulation, loraRank, packing } = hyperparameters;
  return {
    model,
    method,
    tuner,
    sequenceLength,
    batchSize,
    gradientAccumulation,
    loraRank,
    packed: packing,
    // Every job has gradient checkpointing, ms-swift's default; Megatron's search looks at both.
    recompute: 'full',
    fusedLoss: false,
    attention: 'flash',
    baseFormat: tuner === 'qlora' ? 'nf4-double' : 'bf16',
  };
}

type Planned = Pick<TrainingPlan, 'parallel' | 'recompute' | 'fit' | 'runnersUp' | 'search'>;

/** Engines cannot load adapters that Megatron has written, and its nodes save one checkpoint together. */
function without({ inference }: Project, { name, nodes, checkpoints }: TrainingJob): readonly TrainingStrategy[] {
  const isServed = inference.some(({ adapters }) => adapters.some(({ training }) => training === name));
  return isServed || (nodes > 1 && checkpoints.storage === 's3') ? ['megatron'] : [];
}

function planOf(
  job: TrainingJob,
  model: Architecture | undefined,
  node: GpuNode | undefined,
  excluded: readonly TrainingStrategy[],
): Planned {
  const fixed = fixedPlan(job, job.nodes * (node?.count ?? 1));
  if (model === undefined || node === undefined) {
    return { parallel: fixed ?? plainPlan(job, job.nodes * (node?.count ?? 1)), recompute: 'full', runnersUp: [] };
  }
  const workload = workloadOf(job, model);
  if (fixed !== undefined) {
    const fit = trainingFit(workload, { plan: fixed, nodes: job.nodes, node });
    return { parallel: fixed, recompute: fit.recompute, fit, runnersUp: [] };
  }
  const found = searchPlan(workload, job.nodes, node, excluded);
  if (found === undefined)
    return { parallel: plainPlan(job, job.nodes * node.count), recompute: 'full', runnersUp: [] };
  const { best, runnersUp, tooLarge, examined, fitting } = found;
  const search = { tooLarge, examined, fitting };
  return { parallel: best.plan, recompute: best.recompute, fit: best, runnersUp, search };
}

/** What the spec fixes; undefined for `auto`. */
export function fixedPlan({ parallelism }: Pick<TrainingJob, 'parallelism'>, gpus: number): ParallelPlan | undefined {
  if (parallelism === undefined || parallelism === 'auto') return undefined;
  const plan = typeof parallelism === 'string' ? { strategy: parallelism } : parallelism;
  const { strategy, tensor = 1, pipeline = 1, context = 1, expert = 1 } = plan;
  return {
    strategy,
    offload: offloads[plan.offload ?? 'none'],
    tensor,
    pipeline,
    context,
    expert,
    data: Math.max(1, Math.floor(gpus / (tensor * pipeline * context))),
  };
}

const offloads = { none: 'none', optimizer: 'optimizer', cpu: 'optimizer-and-parameters' } as const;

/** Where nothing is known of the model: what works for every size that fits at all. */
function plainPlan({ tuner }: TrainingJob, gpus: number): ParallelPlan {
  const strategy = tuner === 'full' && gpus > 1 ? 'zero3' : 'ddp';
  return dataParallelPlan(strategy, 'none', gpus);
}
