import { type Engine, engineFacts } from '../../catalog/engines';
import type { Architecture } from '../../catalog/models';

/** Why a layer cannot be split over so many GPUs; undefined if it can. Source: Megatron-LM, `transformer_config.py`. */
export function tensorProblem({ heads, kvHeads, feedForward, mla }: Architecture, tensor: number): string | undefined {
  if (heads % tensor !== 0) return `${heads} heads cannot be split over ${tensor} GPUs`;
  if (feedForward % tensor !== 0) return `a width of ${feedForward} cannot be split over ${tensor} GPUs`;
  if (mla === undefined && kvHeads % tensor !== 0 && tensor % kvHeads !== 0) {
    return `${kvHeads} heads of keys can neither be split over ${tensor} GPUs nor copied evenly`;
  }
  return undefined;
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
