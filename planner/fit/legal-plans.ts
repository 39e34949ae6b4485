import type { Architecture } from '../../catalog/models';
import {
  dataParallelPlan,
  type ParallelPlan,
  type TrainingMethod,
  type TrainingStrategy,
  type Tuner,
} from './parallel-plan';
import { pipelineStages } from './pipeline-stages';
import type { TrainingWorkload } from './training-workload';

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

/** Every plan that the model's shape allows on so many GPUs, in a fixed order. */
export function legalPlans(workload: TrainingWorkload, nodes: number, gpusPerNode: number): ParallelPlan[] {
  return [...dataParallelPlans(workload, nodes * gpusPerNode), ...megatronPlans(workload, nodes, gpusPerNode)];
}

/** Adapters have next to no optimizer; what can leave the GPU is the model under them, unless it is quantised. */
export function offloadHelps(offload: ParallelPlan['offload'], tuner: Tuner): boolean {
  if (offload === 'none' || tuner === 'full') return true;
  return tuner === 'lora' && offload === 'optimizer-and-parameters';
}

function dataParallelPlans(workload: TrainingWorkload, gpus: number): ParallelPlan[] {
  const strategies: readonly [TrainingStrategy, ParallelPlan['offload']][] = [
    ['ddp', 'none'],
    ['zero1', 'none'],
    ['zero2', 'none'],
    ['zero3', 'none'],
    ['fsdp', 'none'],
    ['zero2', 'optimizer'],
    ['zero3', 'optimizer'],
    ['zero3', 'optimizer-and-parameters'],
  ];
  return strategies
    .filter(
      ([strategy, offload]) =>
        strategyProblem(strategy, workload) === undefined && offloadHelps(offload, workload.tuner),
    )
    .filter(([strategy]) => gpus > 1 || strategy === 'ddp' || strategy === 'zero2' || strategy === 'zero3')
    .map(([strategy, offload]) => dataParallelPlan(strategy, offload, gpus));
}

function megatronPlans(workload: TrainingWorkload, nodes: number, gpusPerNode: number): ParallelPlan[] {
  if (strategyProblem('megatron', workload) !== undefined || nodes * gpusPerNode < 2) return [];
  const gpus = nodes * gpusPerNode;
  const { model } = workload;
  return divisors(gpusPerNode)
    .filter((tensor) => tensorProblem(model, tensor) === undefined)
    .flatMap((tensor) =>
      divisors(gpus / tensor)
        .filter((pipeline) => pipelineStages(model.layers, pipeline) !== undefined)
        .flatMap((pipeline) =>
          [1, 2, 4, 8]
            .filter(
              (context) => (gpus / tensor / pipeline) % context === 0 && workload.sequenceLength / context >= 2048,
            )
            .flatMap((context) => {
              const data = gpus / (tensor * pipeline * context);
              return expertDegrees(model, data * context * tensor, gpusPerNode).map((expert): ParallelPlan => {
                return { strategy: 'megatron', offload: 'none', tensor, pipeline, context, expert, data };
              });
            }),
        ),
    );
}

/** Why a layer cannot be split over so many GPUs; undefined if it can. Source: Megatron-LM, `transformer_config.py`. */
export function tensorProblem({ heads, kvHeads, feedForward, mla }: Architecture, tensor: number): string | undefined {
  if (heads % tensor !== 0) return `${heads} heads cannot be split over ${tensor} GPUs`;
  if (feedForward % tensor !== 0) return `a width of ${feedForward} cannot be split over ${tensor} GPUs`;
  if (mla === undefined && kvHeads % tensor !== 0 && tensor % kvHeads !== 0) {
    return `${kvHeads} heads of keys can neither be split over ${tensor} GPUs nor copied evenly`;
  }
  return undefined;
}

/** Experts are exchanged by every layer, so they stay inside of a node. */
function expertDegrees({ moe }: Architecture, ranks: number, gpusPerNode: number): number[] {
  if (moe === undefined) return [1];
  return divisors(gpusPerNode).filter((expert) => moe.experts % expert === 0 && ranks % expert === 0);
}

function divisors(number: number): number[] {
  return Array.from({ length: number }, (_, index) => index + 1).filter((candidate) => number % candidate === 0);
}
