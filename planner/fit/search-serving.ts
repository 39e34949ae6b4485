import { engineFacts } from '../../catalog/engines';
import type { GpuNode } from './gpu-node';
import { pipelineStages } from './pipeline-stages';
import { type ServingFit, servingFit } from './serving-fit';
import type { ServingParallel } from './serving-parallel';
import type { ServingWorkload } from './serving-workload';
import { tensorProblemOf } from './tensor-problem';

/** How a model is served: as the spec fixes it, or else as the search finds it. */
export function placeServing(
  workload: ServingWorkload,
  fixed: ServingParallel | undefined,
  node: GpuNode,
  maxNodes: number,
): ServingFit | undefined {
  return fixed ? servingFit(workload, fixed, node) : searchServing(workload, node, maxNodes);
}

/**
 * The smallest way to serve a model that fits: on one GPU, else on the fewest of a node, else on whole nodes. If none
 * fits, the one with the most room. Undefined if the model can be split in no way.
 *
 * @param maxNodes most nodes that one replica may take
 */
export function searchServing(workload: ServingWorkload, node: GpuNode, maxNodes: number): ServingFit | undefined {
  const fits = candidates(workload, node, maxNodes).map((parallel) => servingFit(workload, parallel, node));
  const [first] = fits;
  if (first === undefined) return undefined;
  return (
    fits.find(({ verdict }) => verdict === 'fits') ??
    fits.find(({ verdict }) => verdict === 'tight') ??
    fits.reduce((best, fit) => (fit.cacheTokens > best.cacheTokens ? fit : best), first)
  );
}

/** Times the tokens of each GPU from which a larger placement is worth to be named: less than that, estimates do not tell. */
const worthNaming = 1.25;

/**
 * The larger way on one node that serves the most tokens a second with each GPU, if that is well above what a placement
 * serves: where weights leave little room, a second GPU adds more cache than the first one has, and sequences that run
 * together read the weights once. Undefined if there is none.
 */
export function fasterPerGpu(workload: ServingWorkload, placed: ServingFit, node: GpuNode): ServingFit | undefined {
  return candidates(workload, node, 1)
    .map((parallel) => servingFit(workload, parallel, node))
    .filter((fit) => fit.verdict === 'fits' && gpusOf(fit) > gpusOf(placed))
    .filter((fit) => tokensPerGpu(fit) >= worthNaming * tokensPerGpu(placed))
    .reduce<ServingFit | undefined>((a, b) => (a && tokensPerGpu(a) >= tokensPerGpu(b) ? a : b), undefined);
}

function gpusOf({ parallel }: ServingFit): number {
  return parallel.tensor * parallel.pipeline;
}

/** Tokens a second of all requests together, for each GPU. */
export function tokensPerGpu(fit: ServingFit): number {
  return fit.speed.together / gpusOf(fit);
}

/** By the number of GPUs. */
function candidates({ model, engine }: ServingWorkload, node: GpuNode, maxNodes: number): ServingParallel[] {
  const { hasPipeline } = engineFacts(engine);
  const onOneNode = range(node.count)
    .filter((tensor) => tensorProblemOf(engine, model, tensor) === undefined)
    .map((tensor) => ({ tensor, pipeline: 1 }));
  const nodes = range(maxNodes).slice(1);
  const across = hasPipeline
    ? nodes
        .filter((pipeline) => pipelineStages(model.layers, pipeline) !== undefined)
        .map((pipeline) => ({ tensor: node.count, pipeline }))
        .filter(({ tensor }) => tensorProblemOf(engine, model, tensor) === undefined)
    : nodes
        .map((count) => ({ tensor: node.count * count, pipeline: 1 }))
        .filter(({ tensor }) => tensorProblemOf(engine, model, tensor) === undefined);
  return [...onOneNode, ...across];
}

function range(last: number): number[] {
  return Array.from({ length: Math.max(0, last) }, (_, index) => index + 1);
}
