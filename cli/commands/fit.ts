import { findInstanceType, instanceTypes } from '../../catalog/instance-types';
import { type Architecture, findModel, models } from '../../catalog/models';
import { type GpuNode, gpuNodeOf } from '../../planner/fit/gpu-node';
import {
  type ParallelPlan,
  type TrainingMethod,
  type TrainingStrategy,
  type Tuner,
  trainingStrategies,
} from '../../planner/fit/parallel-plan';
import { planProblem, strategyProblem } from '../../planner/fit/plan-problem';
import { searchPlan } from '../../planner/fit/search-plan';
import { trainingFit } from '../../planner/fit/training-fit';
import type { AttentionKernel, TrainingWorkload } from '../../planner/fit/training-workload';
import { chosenPlan, waysToFit } from '../../planner/fit/ways-to-fit';
import { readShape } from '../../planner/resolve/model-shapes';
import { fixedPlan } from '../../planner/resolve/training';
import { count } from '../../schemas/count';
import { suggest, suggestFrom } from '../../schemas/suggest';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { fitReport } from '../fit/fit-report';
import { fitLines } from '../fit/fit-text';

export interface FitOptions {
  /** Of the catalog. */
  readonly model?: string;
  /** Path of a `config.json`, instead of a model of the catalog. */
  readonly config?: string;
  /** A model of GPU such as `A100`, with `-80` for a size; or an instance type. */
  readonly gpu?: string;
  readonly instanceType?: string;
  /** Of one node. Default: all of the instance type, or the smallest type with such a GPU. */
  readonly gpus?: number;
  readonly nodes: number;
  readonly method: TrainingMethod;
  readonly tuner: Tuner;
  /** Default: the fastest that fits. The degrees are those of `megatron`, whose best ones are found if none is given. */
  readonly strategy?: TrainingStrategy;
  readonly offload?: 'optimizer' | 'cpu';
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly context?: number;
  readonly expert?: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly gradientAccumulation: number;
  readonly loraRank: number;
  readonly attention: AttentionKernel;
  readonly packing?: boolean;
  readonly fusedLoss?: boolean;
  readonly steps?: number;
  readonly format: 'text' | 'json';
}

/** `ninefold fit`: whether a job fits some GPUs, by which plan, how fast and for how much. Returns the exit code. */
export function showFit(options: FitOptions, { terminal }: Context): number {
  const workload = workloadFrom(options);
  const node = nodeFrom(options);
  const { nodes, strategy, steps, format } = options;
  const plan = planFrom(options, workload, node);
  const found = plan === undefined ? searchPlan(workload, nodes, node, excludedBy(strategy)) : undefined;
  const best = plan === undefined ? found?.best : trainingFit(workload, { plan, nodes, node });
  if (best === undefined) {
    const problem = strategyProblem(strategy ?? 'ddp', workload);
    throw new UserError(
      `no plan can run that: ${problem ?? 'no way to split it'}`,
      strategy === undefined ? 'use --tuner lora or full' : 'leave out --strategy',
    );
  }
  const report = fitReport(best, found ?? { runnersUp: [] }, nodes, node, steps);
  const ways =
    best.verdict === 'fits'
      ? []
      : waysToFit({ workload, plan: strategy && best.plan, nodes, node, maxNodes: nodes * 8 }).map(({ change }) =>
          change === chosenPlan ? 'no --strategy' : change,
        );
  if (format === 'json') {
    terminal.print(JSON.stringify({ ...report, ways }, null, 2));
  } else {
    const more = ways.length === 0 ? [] : [`${terminal.colors.dim('fits   ')}with ${ways.join(', or ')}`];
    terminal.print([...fitLines(report, terminal.colors), ...more].join('\n'));
  }
  return best.verdict === 'does not fit' ? exitCodes.mistake : exitCodes.ok;
}

/** Megatron's degrees are to be found as well where none is given. */
function excludedBy(strategy: TrainingStrategy | undefined): readonly TrainingStrategy[] {
  return strategy === undefined ? [] : trainingStrategies.filter((other) => other !== strategy);
}

/** The plan that the options name; undefined if it is to be found. */
function planFrom(options: FitOptions, workload: TrainingWorkload, node: GpuNode): ParallelPlan | undefined {
  const { strategy, nodes, offload, tensor = 1, pipeline = 1, context = 1, expert = 1 } = options;
  const detail = (['offload', 'tensor', 'pipeline', 'context', 'expert'] as const).find((name) => options[name]);
  if (detail === undefined && (strategy === undefined || strategy === 'megatron')) return undefined;
  if (strategy === undefined) {
    throw new UserError(`--${detail} belongs to a strategy`, `add --strategy, or leave out --${detail}`);
  }
  const plan = fixedPlan(
    { parallelism: { strategy, tensor, pipeline, context, expert, ...(offload && { offload }) } },
    nodes * node.count,
  );
  const problem = plan && planProblem(workload, { plan, nodes, gpusPerNode: node.count });
  if (problem !== undefined) throw new UserError(problem, 'change the plan, or leave out --strategy');
  return plan;
}

function shapeFrom({ model: name, config }: FitOptions): Architecture {
  if (config !== undefined) {
    const read = readShape(config);
    if ('problem' in read) throw new UserError(read.problem.message, read.problem.fix);
    return read.architecture;
  }
  const names = models.map(({ huggingFace }) => huggingFace);
  if (name === undefined) {
    throw new UserError(
      'nothing says which model',
      'name one of the catalog with --model, or a config.json with --config',
    );
  }
  const model = findModel(name);
  if (model !== undefined) return model.architecture;
  throw new UserError(
    `the catalog has no model ${JSON.stringify(name)}`,
    suggestFrom(meantModel(name, names), names, 'model'),
  );
}

/** With its owner what was written without: `Qwen2.5-7B` is nearer to `Qwen-7B` than to its own full name. */
function meantModel(name: string, names: readonly string[]): string {
  if (name.includes('/')) return name;
  const withoutOwner = names.map((full) => full.slice(full.indexOf('/') + 1));
  const near = suggest(name, withoutOwner);
  return near === undefined ? name : (names[withoutOwner.indexOf(near)] ?? name);
}

function workloadFrom(options: FitOptions): TrainingWorkload {
  const { method, tuner, sequenceLength, batchSize, gradientAccumulation, loraRank, attention } = options;
  return {
    model: shapeFrom(options),
    method,
    tuner,
    sequenceLength,
    batchSize,
    gradientAccumulation,
    loraRank,
    attention,
    recompute: 'full',
    packed: options.packing ?? false,
    fusedLoss: options.fusedLoss ?? false,
    baseFormat: tuner === 'qlora' ? 'nf4-double' : 'bf16',
  };
}

function nodeFrom({ instanceType, gpu, gpus, nodes }: FitOptions): GpuNode {
  const type = instanceType === undefined ? undefined : findInstanceType(instanceType);
  if (instanceType !== undefined) {
    const node = type && gpuNodeOf(type);
    if (node === undefined) throw unknownType(instanceType);
    if (gpus !== undefined && gpus > node.count) {
      throw new UserError(
        `${instanceType} has ${count(node.count, 'GPU')}, and not ${gpus}`,
        `use ${onNodesOf(node.count, gpus * nodes)}, or a larger type`,
      );
    }
    return gpus === undefined ? node : { ...node, count: gpus };
  }
  if (gpu === undefined)
    throw new UserError('nothing says which GPUs', 'name a GPU with --gpu or a type with --instance-type');
  const [name = '', size] = gpu.toUpperCase().split(/-(?=\d+(?:GB)?$)/);
  const candidates = instanceTypes.map(gpuNodeOf).filter((node) => node !== undefined);
  const matching = candidates.filter(
    (node) =>
      node.gpu.toUpperCase() === name &&
      (size === undefined || Math.abs(node.usableGib - Number.parseInt(size, 10)) < 8),
  );
  const enough = matching.filter(({ count }) => gpus === undefined || count >= gpus).sort((a, b) => a.count - b.count);
  const [smallest] = enough;
  if (smallest === undefined) {
    const names = [...new Set(candidates.map((node) => node.gpu))];
    if (matching.length === 0) throw new UserError(`the catalog has no GPU ${gpu}`, suggestFrom(name, names, 'GPU'));
    const most = Math.max(...matching.map((node) => node.count));
    throw new UserError(`no instance type has ${gpus} × ${gpu}`, `use ${onNodesOf(most, (gpus ?? 1) * nodes)}`);
  }
  return gpus === undefined ? smallest : { ...smallest, count: gpus };
}

/** The options that ask for no fewer GPUs, on nodes that have so many. */
function onNodesOf(gpusPerNode: number, gpus: number): string {
  return `--nodes ${Math.ceil(gpus / gpusPerNode)} --gpus ${gpusPerNode}`;
}

function unknownType(name: string): UserError {
  const known = instanceTypes.filter((type) => gpuNodeOf(type) !== undefined).map((type) => type.name);
  return new UserError(`${name} is no instance type with NVIDIA GPUs`, suggestFrom(name, known, 'instance type'));
}
