import type { Model } from '../../catalog/models';
import { parseDuration } from '../../schemas/duration';
import type { InferenceService, Project } from '../../schemas/project';
import type {
  CanaryPlan,
  InferencePlan,
  ServedVersion,
  ServingTiming,
  TrainedModel,
} from '../environment/inference-plan';
import type { GpuNode } from '../fit/gpu-node';
import { fasterPerGpu, placeServing } from '../fit/search-serving';
import { roomyContext } from '../fit/serving-fit';
import type { ServingParallel } from '../fit/serving-parallel';
import { type ServingWorkload, servedFormat } from '../fit/serving-workload';
import { canaryService } from '../inference/canary-service';
import { engineCommand } from '../inference/engines/engine-command';
import { firstFurtherPort, mainPort } from '../inference/gateway-port';
import { baseModelOf } from './base-model';
import { catalogModel, type ModelShapes } from './model-shapes';
import { poolRegions } from './pools';
import { isCold } from './region-role';
import { nodeOf } from './training';

/** Seconds that a service without a known model or GPUs is taken to need to load. */
const unknownLoad = 900;

/** The most that a HorizontalPodAutoscaler takes, in seconds. */
const longestCooldown = 3600;

/**
 * What a service without a context length gets at least, and at most: more GPUs are not taken for a context that nobody
 * asked for, and what the cache of the smallest plan holds anyway is used, as far as most conversations go.
 */
const plainContext = 8192;
const longestUnasked = 32_768;

/** Longest context of a service whose model nobody knows. */
const unknownContext = 4096;

export function resolveInference(project: Project, shapes: ModelShapes): InferencePlan[] {
  const publicServices = project.inference.filter((service) => exposureOf(project, service) === 'public');
  return project.inference.map((service) => {
    const position = publicServices.indexOf(service);
    const port = position < 0 ? undefined : (service.port ?? defaultPort(position));
    return { ...planOf(project, service, shapes), ...(port !== undefined && { port }) };
  });
}

function planOf(project: Project, service: InferenceService, shapes: ModelShapes): InferencePlan {
  const { name, pool, tier, replicas, scaling, adapters, apiKey } = service;
  const { contextLength, ...version } = versionOf(project, service, shapes);
  const regions = poolRegions(project, pool);
  const canary = canaryOf(project, { ...service, contextLength }, shapes, regions);
  return {
    ...version,
    name,
    pool,
    fallbackPools: service.fallbackPools,
    tier,
    exposure: exposureOf(project, service),
    replicas: { min: replicas.min, max: replicas.max },
    standbyReplicas: replicas.standby ?? replicas.min,
    scaling: { on: scaling.on, target: scaling.target },
    contextLength,
    adapters: adapters.map((adapter) => ({ name: adapter.name, trained: trained(project, name, adapter) })),
    ...(service.rateLimit !== undefined && { rateLimit: service.rateLimit }),
    headroom: service.headroom ?? (tier === 'critical' ? 1 : 0),
    ...(apiKey && { apiKeySecret: apiKey.secret }),
    regions,
    ...(canary && { canary }),
  };
}

/** @param service with the context length that both versions have */
function canaryOf(
  project: Project,
  service: InferenceService,
  shapes: ModelShapes,
  regions: readonly string[],
): CanaryPlan | undefined {
  const { canary } = service;
  const other = canaryService(service);
  if (canary === undefined || other === undefined) return undefined;
  const { contextLength: _same, ...version } = versionOf(project, other, shapes);
  const warm = regions.filter((name) => project.regions.some((region) => region.name === name && !isCold(region)));
  return {
    ...version,
    weight: canary.weight,
    replicas: canary.replicas,
    regions: warm.filter((name) => canary.regions?.includes(name) ?? true),
  };
}

function versionOf(
  project: Project,
  service: InferenceService,
  shapes: ModelShapes,
): ServedVersion & { readonly contextLength: number } {
  const { name, engine, model, pool, adapters, apiKey } = service;
  const node = nodeOf(project, pool);
  const asked = workloadOf(project, service, shapes);
  const workload = asked && node ? withContext(service, asked, node, maxNodesOf(project, pool)) : asked;
  const fit = workload && node && placeServing(workload, fixedParallel(service), node, maxNodesOf(project, pool));
  const faster = fit && fixedParallel(service) === undefined ? fasterPerGpu(workload, fit, node) : undefined;
  const parallel = fit?.parallel ?? fixedParallel(service) ?? { tensor: 1, pipeline: 1 };
  const nodesPerReplica = nodesOf(parallel, node?.count ?? parallel.tensor);
  const contextLength = workload?.contextLength ?? service.contextLength ?? unknownContext;
  const drain = parseDuration(service.maxStream);
  return {
    engine,
    model: typeof model === 'string' ? { model } : trained(project, service.name, model),
    contextLength,
    parallel,
    gpusPerReplica: parallel.tensor * parallel.pipeline,
    nodesPerReplica,
    command: {
      ...engineCommand(engine, {
        name,
        quantization: service.quantization,
        contextLength,
        parallel,
        nodes: nodesPerReplica,
        adapters,
        adapterRank: adapterRank(project, service),
        cacheIn8Bits: service.kvCache === 'fp8',
        prefixCaching: service.prefixCaching,
        hasApiKey: apiKey !== undefined,
        drainSeconds: Math.ceil(drain.seconds),
        halfPrecision: node !== undefined && !node.bf16,
        extraArgs: service.extraArgs,
      }),
      ...(service.image !== undefined && { image: service.image }),
    },
    timing: { drain, ...timingOf(service, fit?.loadSeconds ?? unknownLoad) },
    ...(fit && { fit }),
    ...(faster && { fasterPerGpu: faster }),
  };
}

/** A start may take thrice the estimate, and no replica goes before a new one could have loaded twice. */
function timingOf({ startupLimit, scaling }: InferenceService, loadSeconds: number): Omit<ServingTiming, 'drain'> {
  return {
    load: { seconds: loadSeconds },
    startupLimit:
      startupLimit === undefined ? { seconds: Math.max(3 * loadSeconds, 600) } : parseDuration(startupLimit),
    cooldown:
      scaling.cooldown === undefined
        ? { seconds: Math.min(longestCooldown, Math.max(300, 2 * loadSeconds)) }
        : parseDuration(scaling.cooldown),
  };
}

function trained(
  { training }: Project,
  service: string,
  { training: job, revision }: { readonly training: string; readonly revision?: string },
): TrainedModel {
  if (revision !== undefined) return { training: job, revision: { run: revision } };
  const isAsked = training.some(({ name, evaluate }) => name === job && evaluate?.service === service);
  return { training: job, revision: { newest: isAsked ? 'candidate' : 'promoted' } };
}

/** What a service computes, apart from what it runs on; undefined if the shape of its model is unknown. */
export function workloadOf(
  project: Project,
  service: InferenceService,
  shapes: ModelShapes,
): ServingWorkload | undefined {
  const modelName = baseModelOf(project, service.model);
  const model = modelName === undefined ? undefined : shapes.get(modelName);
  if (model === undefined) return undefined;
  return {
    model,
    engine: service.engine,
    weights: servedFormat(service.quantization, publishedAs(project, modelName), quantizedBits(project, service)),
    cache: service.kvCache === 'fp8' ? 'fp8' : 'bf16',
    contextLength: service.contextLength ?? Math.min(model.maxPositions, plainContext),
  };
}

/** As the job has exported the weights, or as the name of what is fetched says; undefined where neither does. */
function quantizedBits({ models, training }: Project, { model }: InferenceService): number | undefined {
  if (typeof model === 'object') return training.find(({ name }) => name === model.training)?.export?.bits;
  const source = models.find(({ name }) => name === model)?.source ?? '';
  return /-int8$/i.test(source) ? 8 : undefined;
}

function publishedAs(project: Project, name: string | undefined): Model['dtype'] | undefined {
  const model = project.models.find((candidate) => candidate.name === name);
  return model && catalogModel(model)?.dtype;
}

/** The context length of a service that names none: as much of the model's own as the smallest plan holds well. */
function withContext(
  service: InferenceService,
  workload: ServingWorkload,
  node: GpuNode,
  maxNodes: number,
): ServingWorkload {
  if (service.contextLength !== undefined) return workload;
  const fit = placeServing(workload, fixedParallel(service), node, maxNodes);
  const { maxPositions } = workload.model;
  const room = roomyContext(fit?.cacheTokens ?? 0);
  const contextLength = Math.min(maxPositions, longestUnasked, Math.max(workload.contextLength, room));
  return { ...workload, contextLength };
}

/** What the spec fixes; undefined for `auto`. */
export function fixedParallel({ parallelism }: InferenceService): ServingParallel | undefined {
  return typeof parallelism === 'object'
    ? { tensor: parallelism.tensor, pipeline: parallelism.pipeline ?? 1 }
    : undefined;
}

/** Stages lie on nodes of their own; a layer that a node cannot hold is split over several. */
function nodesOf({ tensor, pipeline }: ServingParallel, gpusOfNode: number): number {
  return pipeline * Math.max(1, Math.ceil(tensor / Math.max(1, gpusOfNode)));
}

function maxNodesOf(project: Project, poolName: string): number {
  return project.pools.find(({ name }) => name === poolName)?.nodes.max ?? 1;
}

function adapterRank(project: Project, { adapters }: InferenceService): number {
  const ranks = adapters.map(({ training }) => {
    return project.training.find(({ name }) => name === training)?.hyperparameters.loraRank ?? 8;
  });
  // Engines allocate ranks of these sizes.
  return [8, 16, 32, 64, 128, 256, 320, 512].find((size) => ranks.every((rank) => rank <= size)) ?? 512;
}

function exposureOf(project: Project, service: InferenceService): 'public' | 'internal' {
  return service.exposure ?? (project.dns === undefined ? 'internal' : 'public');
}

function defaultPort(position: number): number {
  return position === 0 ? mainPort : firstFurtherPort + position - 1;
}
