import { type Engine, engineFacts } from '../../catalog/engines';
import type { Architecture } from '../../catalog/models';
import type { GpuNode } from './gpu-node';
import { tensorProblem } from './legal-plans';
import { pipelineStages } from './pipeline-stages';
import { type ServingFit, servingFit } from './serving-fit';
import type { ServingParallel } from './serving-parallel';
import type { ServingWorkload } from './serving-workload';

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

/**
 * Why an engine cannot split the layers of a model over so many GPUs; undefined if it can. Engines split experts like
 * other layers. Source: vLLM 0.27, `distributed/utils.py` (`divide`) and `fused_moe/layer.py`; SGLang 0.5.21, the same.
 */
export function tensorProblemOf(engine: Engine, model: Architecture, tensor: number): string | undefined {
  const problem = tensorProblem(model, tensor);
  if (problem !== undefined) return problem;
  const { expertFeedForward = 0 } = model.moe ?? {};
  if (expertFeedForward % tensor !== 0) {
    return `experts of a width of ${expertFeedForward} cannot be split over ${tensor} GPUs`;
  }
  if (engineFacts(engine).tensorIsPowerOfTwo && !Number.isInteger(Math.log2(tensor))) {
    return `${engine} splits layers over powers of two only`;
  }
  return undefined;
}

function range(last: number): number[] {
  return Array.from({ length: Math.max(0, last) }, (_, index) => index + 1);
}
