import type { ParallelPlan, TrainingMethod, TrainingStrategy, Tuner } from './parallel-plan';
import { pipelineStages } from './pipeline-stages';
import { tensorProblem } from './tensor-problem';
import type { TrainingPlacement, TrainingWorkload } from './training-workload';

/**
 * Why a plan that someone names cannot be: for its strategy, its offloading, or a degree that the model's shape or the
 * GPUs do not divide by. Undefined if it can; whether it fits is another question. Sources: those of
 * {@link strategyProblem} and {@link tensorProblem}; Megatron-LM, `parallel_state.py` (order and product of the degrees).
 */
export function planProblem(
  workload: TrainingWorkload,
  { plan, nodes, gpusPerNode }: TrainingPlacement,
): string | undefined {
  return (
    strategyProblem(plan.strategy, workload) ??
    offloadProblem(plan) ??
    (plan.strategy === 'megatron'
      ? shapeProblem(workload, plan, nodes, gpusPerNode)
      : (degreeProblem(plan) ?? sequenceProblem(workload, plan, nodes * gpusPerNode)))
  );
}

/** Methods that Megatron-SWIFT has. Source: ms-swift 4.5, `megatron rlhf --rlhf_type`. */
const megatronMethods: readonly TrainingMethod[] = ['pt', 'sft', 'dpo', 'kto', 'rm', 'grpo', 'gkd'];

/** Why a strategy cannot run a job at all; undefined if it can. */
export function strategyProblem(
  strategy: TrainingStrategy,
  { model, method, tuner }: Pick<TrainingWorkload, 'model' | 'method' | 'tuner'>,
): string | undefined {
  if (strategy === 'megatron') {
    if (!megatronMethods.includes(method)) return `Megatron-SWIFT has no ${method}`;
    return tuner === 'qlora' ? 'Megatron trains no quantised weights' : undefined;
  }
  if (tuner !== 'qlora') return undefined;
  if (strategy === 'zero3' || strategy === 'fsdp')
    return `${strategy} cannot split weights that bitsandbytes has quantised`;
  return model.moe ? 'bitsandbytes quantises linear layers, and the experts of a mixture are none' : undefined;
}

/** Why states cannot be kept in the host's memory as the plan says; undefined if they can. */
export function offloadProblem({ strategy, offload }: ParallelPlan): string | undefined {
  if (offload === 'none' || strategy === 'zero3') return undefined;
  if (strategy !== 'zero2') return `${strategy} does not offload`;
  return offload === 'optimizer' ? undefined : 'zero2 keeps the parameters on every GPU';
}

/** Adapters have next to no optimizer; what can leave the GPU is the model under them, unless it is quantised. */
export function offloadHelps(offload: ParallelPlan['offload'], tuner: Tuner): boolean {
  if (offload === 'none' || tuner === 'full') return true;
  return tuner === 'lora' && offload === 'optimizer-and-parameters';
}

function degreeProblem(plan: ParallelPlan): string | undefined {
  const degree = splitOfLayers(plan);
  return degree && `${plan.strategy} does not split layers, and ${degree} is ${plan[degree]}`;
}

/**
 * The degree by which a plan splits layers, which only Megatron does; undefined for none. Sequences can be shared under
 * the other strategies as well. Source: ms-swift 4.4, "Command-line parameters", `sequence_parallel_size`.
 */
export function splitOfLayers(plan: ParallelPlan): 'tensor' | 'pipeline' | 'expert' | undefined {
  return (['tensor', 'pipeline', 'expert'] as const).find((name) => plan[name] > 1);
}

/** Methods in which GPUs can share a sequence outside of Megatron. Source: ms-swift 4.4, rlhf_args.py, `_check_sequence_parallel`. */
export const sequenceSharingMethods: readonly TrainingMethod[] = ['pt', 'sft', 'dpo', 'grpo'];

function sequenceProblem(
  { method }: TrainingWorkload,
  { context, strategy }: ParallelPlan,
  gpus: number,
): string | undefined {
  if (context === 1) return undefined;
  if (!sequenceSharingMethods.includes(method))
    return `${method} cannot share a sequence between GPUs with ${strategy}`;
  return gpus % context === 0 ? undefined : `${gpus} GPUs cannot be divided by context ${context}`;
}

function shapeProblem(
  { model }: TrainingWorkload,
  { tensor, pipeline, context, expert }: ParallelPlan,
  nodes: number,
  gpusPerNode: number,
): string | undefined {
  const gpus = nodes * gpusPerNode;
  const ranks = gpus / pipeline;
  if (gpus % (tensor * pipeline * context) !== 0) {
    return `${gpus} GPUs cannot be divided by tensor ${tensor} × pipeline ${pipeline} × context ${context}`;
  }
  if (gpusPerNode % tensor !== 0) return `tensor ${tensor} does not stay inside a node of ${gpusPerNode} GPUs`;
  if (pipelineStages(model.layers, pipeline) === undefined) {
    return `${model.layers} layers leave none for the last of ${pipeline} stages`;
  }
  if (expert > 1 && model.moe === undefined) return 'the model has no experts to split';
  if (expert > 1 && ((model.moe?.experts ?? 0) % expert !== 0 || ranks % expert !== 0)) {
    return `${model.moe?.experts} experts and ${ranks} ranks cannot both be divided by ${expert}`;
  }
  return tensorProblem(model, tensor);
}
