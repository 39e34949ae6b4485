import type { Architecture } from '../../catalog/models';
import { dataParallelPlan, type ParallelPlan, type TrainingStrategy } from './parallel-plan';
import { pipelineStages } from './pipeline-stages';
import { offloadHelps, strategyProblem } from './plan-problem';
import { tensorProblem } from './tensor-problem';
import type { TrainingWorkload } from './training-workload';

/** Every plan that the model's shape allows on so many GPUs, in a fixed order. */
export function legalPlans(workload: TrainingWorkload, nodes: number, gpusPerNode: number): ParallelPlan[] {
  return [...dataParallelPlans(workload, nodes * gpusPerNode), ...megatronPlans(workload, nodes, gpusPerNode)];
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

/** Experts are exchanged by every layer, so they stay inside of a node. */
function expertDegrees({ moe }: Architecture, ranks: number, gpusPerNode: number): number[] {
  if (moe === undefined) return [1];
  return divisors(gpusPerNode).filter((expert) => moe.experts % expert === 0 && ranks % expert === 0);
}

function divisors(number: number): number[] {
  return Array.from({ length: number }, (_, index) => index + 1).filter((candidate) => number % candidate === 0);
}
