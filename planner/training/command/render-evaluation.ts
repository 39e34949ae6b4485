import { bytesPerGib } from '../../../schemas/size';
import { type EvaluationCommand, evaluationKeyVariable, trainingPaths } from '../../environment/training-command';
import { tensorProblem } from '../../fit/legal-plans';
import { weightBytes } from '../../fit/weights';
import { argumentWords } from './argument-words';
import { cacheEnv } from './command-env';
import { type JobContext, modelFolder, precision } from './job-context';

/** Longest answer to a question of a benchmark, in tokens. */
const answerLength = 2048;

/** Longest question with its answer that the engine has room for, in tokens; less if the model has less. */
const contextLength = 8192;

/** Part of a GPU's memory that weights may take beside the cache of vLLM. */
const weightShare = 0.6;

/** What vLLM may take of a GPU; of that, weights leave a twentieth of the GPU to activations and the cache at the least. */
const memoryUtilization = 0.9;
export const largestWeightShare = memoryUtilization - 0.05;

/**
 * Scores whole weights on benchmarks: ms-swift serves them by vLLM on the GPUs of its pod and lets EvalScope ask.
 * Undefined without `evaluate`.
 *
 * Reports are found without knowing the time of the run: `native/reports/<model>/<benchmark>.json`.
 *
 * Source: ms-swift 4.4, `pipelines/eval/eval.py` (`get_native_task_cfg`); EvalScope 1.10, "Parameters".
 */
export function renderEvaluation(context: JobContext, weights: string): EvaluationCommand | undefined {
  const { evaluate } = context.job;
  if (evaluate === undefined) return undefined;
  if (context.asked !== undefined) return askingService(evaluate, context.asked);
  const tensor = tensorDegree(context);
  const output = trainingPaths.evaluation;
  const native = `${output}/native`;
  const length = Math.min(contextLength, context.model?.maxPositions ?? contextLength);
  const words = (extra: Readonly<Record<string, unknown>>) => argumentWords({ extra_eval_args: extra });
  return {
    program: ['swift', 'eval'],
    args: [
      ...argumentWords({
        model: weights,
        torch_dtype: precision(context),
        infer_backend: 'vllm',
        vllm_tensor_parallel_size: tensor,
        vllm_max_model_len: length,
        vllm_gpu_memory_utilization: memoryUtilization,
        eval_backend: 'Native',
        eval_dataset: evaluate.benchmarks,
        ...(evaluate.limit !== undefined && { eval_limit: evaluate.limit }),
        eval_num_proc: 16,
        eval_generation_config: { max_tokens: Math.min(answerLength, Math.floor(length / 2)), temperature: 0 },
        eval_output_dir: output,
      }),
      ...words({ no_timestamp: true }),
    ],
    retryArgs: words({ no_timestamp: true, use_cache: native }),
    env: cacheEnv,
    files: {},
    gpus: tensor,
    output,
    ...judged(evaluate, `${native}/reports/${modelFolder(context)}`),
  };
}

/**
 * Scores what a service answers, under its own name. `swift eval` would look for a model of that name first, so EvalScope
 * is called itself; the image has it.
 *
 * Source: EvalScope 1.10, "Parameters" and `cli/start_eval.py`; ms-swift 4.4, `eval_args.py` (`eval_url`).
 */
function askingService(
  evaluate: NonNullable<JobContext['job']['evaluate']>,
  { name, hasApiKey }: NonNullable<JobContext['asked']>,
): EvaluationCommand {
  const output = trainingPaths.evaluation;
  const native = `${output}/native`;
  return {
    program: ['evalscope', 'eval'],
    args: [
      ...argumentWords({
        model: name,
        'api-url': `http://${name}.inference.svc/v1`,
        ...(hasApiKey && { 'api-key': `$(${evaluationKeyVariable})` }),
        'eval-type': 'openai_api',
        datasets: evaluate.benchmarks,
        ...(evaluate.limit !== undefined && { limit: evaluate.limit }),
        'eval-batch-size': 16,
        'generation-config': { max_tokens: answerLength, temperature: 0, timeout: 600 },
        'work-dir': native,
      }),
      '--no-timestamp',
    ],
    retryArgs: argumentWords({ 'use-cache': native }),
    env: cacheEnv,
    files: {},
    gpus: 0,
    output,
    asks: { service: name, hasApiKey },
    ...judged(evaluate, `${native}/reports/${name}`),
  };
}

function judged({ gate, benchmarks }: NonNullable<JobContext['job']['evaluate']>, folder: string) {
  return {
    gate: Object.fromEntries(Object.entries(gate).sort(([a], [b]) => (a < b ? -1 : 1))),
    reports: Object.fromEntries(benchmarks.map((name) => [name, `${folder}/${name}.json`])),
  };
}

/** Fewest GPUs of a node on which the weights leave room for the cache. */
function tensorDegree({ model, node, gpusPerNode }: JobContext): number {
  if (model === undefined || node === undefined) return gpusPerNode;
  const neededGib = weightBytes(model, 'bf16') / bytesPerGib;
  for (let tensor = 1; tensor < gpusPerNode; tensor *= 2) {
    const divides = gpusPerNode % tensor === 0 && tensorProblem(model, tensor) === undefined;
    if (divides && neededGib / tensor <= node.usableGib * weightShare) return tensor;
  }
  return gpusPerNode;
}
