import type { Architecture } from '../../../catalog/models';
import type { ResultEvaluation } from '../../../schemas/project';
import {
  type EvaluationCommand,
  evaluationKeyVariable,
  type ServiceForEvaluation,
  trainingPaths,
} from '../../environment/training-command';
import { memoryUtilization } from '../../fit/evaluation-fit';
import { argumentWords } from './argument-words';
import { cacheEnv } from './command-env';

/** What is asked, by whichever list of the spec. */
export type AskedBenchmarks = Pick<ResultEvaluation, 'benchmarks' | 'limit' | 'concurrency' | 'gate'>;

/** Weights that the evaluation serves itself. */
interface ServedForEvaluation {
  /** Their folder. ms-swift recognises models by its name. */
  readonly weights: string;
  /** GPUs of one node that share them. */
  readonly gpus: number;
  readonly precision: 'bfloat16' | 'float16';
  /** Undefined if the model's shape is unknown. */
  readonly model?: Architecture;
}

/** Longest answer to a question of a benchmark, in tokens. */
const answerLength = 2048;

/** Longest question with its answer that the engine has room for, in tokens; less if the model has less. */
const longestContext = 8192;

/** A question keeps half of the context at the least. */
function generation(contextLength: number) {
  return { max_tokens: Math.min(answerLength, Math.floor(contextLength / 2)), temperature: 0 };
}

/**
 * Scores whole weights on benchmarks: ms-swift serves them by vLLM on the GPUs of its pod and lets EvalScope ask.
 *
 * Reports are found without knowing the time of the run: `native/reports/<model>/<benchmark>.json`.
 *
 * Source: ms-swift 4.4, `pipelines/eval/eval.py` (`get_native_task_cfg`); EvalScope 1.10, "Parameters".
 */
export function evaluationOfWeights(
  asked: AskedBenchmarks,
  { weights, gpus, precision, model }: ServedForEvaluation,
): EvaluationCommand {
  const output = trainingPaths.evaluation;
  const native = `${output}/native`;
  const length = Math.min(longestContext, model?.maxPositions ?? longestContext);
  const words = (extra: Readonly<Record<string, unknown>>) => argumentWords({ extra_eval_args: extra });
  return {
    program: ['swift', 'eval'],
    args: [
      ...argumentWords({
        model: weights,
        torch_dtype: precision,
        infer_backend: 'vllm',
        vllm_tensor_parallel_size: gpus,
        vllm_max_model_len: length,
        vllm_gpu_memory_utilization: memoryUtilization,
        eval_backend: 'Native',
        eval_dataset: asked.benchmarks,
        ...(asked.limit !== undefined && { eval_limit: asked.limit }),
        eval_num_proc: asked.concurrency,
        eval_generation_config: generation(length),
        eval_output_dir: output,
      }),
      ...words({ no_timestamp: true }),
    ],
    retryArgs: words({ no_timestamp: true, use_cache: native }),
    env: cacheEnv,
    files: {},
    gpus,
    output,
    ...judged(asked, `${native}/reports/${weights.split('/').at(-1)}`),
  };
}

/**
 * Scores what a service answers, under its own name. `swift eval` would look for a model of that name first, so EvalScope
 * is called itself; the image has it.
 *
 * Source: EvalScope 1.10, "Parameters" and `cli/start_eval.py`; ms-swift 4.4, `eval_args.py` (`eval_url`).
 */
export function evaluationOfService(
  asked: AskedBenchmarks,
  { name, hasApiKey, contextLength }: ServiceForEvaluation,
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
        datasets: asked.benchmarks,
        ...(asked.limit !== undefined && { limit: asked.limit }),
        'eval-batch-size': asked.concurrency,
        'generation-config': { ...generation(contextLength), timeout: 600 },
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
    ...judged(asked, `${native}/reports/${name}`),
  };
}

function judged({ gate, benchmarks }: AskedBenchmarks, folder: string) {
  return {
    gate: Object.fromEntries(Object.entries(gate).sort(([a], [b]) => (a < b ? -1 : 1))),
    reports: Object.fromEntries(benchmarks.map((name) => [name, `${folder}/${name}.json`])),
  };
}
