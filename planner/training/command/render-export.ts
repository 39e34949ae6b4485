import type { DatasetPlan } from '../../environment/dataset-plan';
import { type ExportCommand, trainingPaths } from '../../environment/training-command';
import { argumentWords } from './argument-words';
import { cacheEnv } from './command-env';
import { datasetArgument } from './data-arguments';
import { type JobContext, modelFolder } from './job-context';

/** Longest sample that activations are measured on, in tokens: longer ones need much memory and change little. */
const calibrationLength = 2048;

/**
 * Quantises whole weights. Undefined without `export`.
 *
 * FP8 of a mixture of experts is written by Megatron: transformers keeps experts in a form that its quantiser passes over.
 *
 * Source: ms-swift 4.4, `export_args.py`, `examples/export`.
 */
export function renderExport(context: JobContext, weights: string): ExportCommand | undefined {
  const { job, model, gpusPerNode } = context;
  if (job.export === undefined) return undefined;
  const output = `${trainingPaths.exported}/${modelFolder(context)}`;
  if (job.export.quantization === 'fp8' && model?.moe !== undefined) {
    const expert = largestDivisor(model.moe.experts, gpusPerNode);
    return {
      program: ['megatron', 'export'],
      args: argumentWords({
        model: weights,
        to_hf: true,
        fp8_recipe: 'blockwise',
        fp8_format: 'e4m3',
        fp8_param_gather: true,
        tensor_model_parallel_size: 1,
        expert_model_parallel_size: expert,
        output_dir: output,
        exist_ok: true,
      }),
      env: { ...cacheEnv, CUDA_DEVICE_MAX_CONNECTIONS: '1' },
      files: {},
      gpus: expert,
      output,
      quantization: 'fp8',
      data: [],
    };
  }
  const method = job.export.quantization;
  const measures = method === 'awq' || method === 'gptq';
  return {
    program: ['swift', 'export'],
    args: argumentWords({
      model: weights,
      quant_method: method,
      ...(method !== 'fp8' && { quant_bits: job.export.bits ?? 4 }),
      ...(method === 'bnb' && { bnb_4bit_quant_type: 'nf4', bnb_4bit_use_double_quant: true }),
      ...(measures && calibration(context)),
      output_dir: output,
      exist_ok: true,
    }),
    env: { ...cacheEnv, ...(method === 'gptq' && { OMP_NUM_THREADS: '14' }) },
    files: {},
    gpus: gpusPerNode,
    output,
    quantization: method,
    data: measures ? measuredOn(context).flatMap((data) => (data.hub === 's3' ? [data.path] : [])) : [],
  };
}

function measuredOn({ datasets }: JobContext): readonly DatasetPlan[] {
  return datasets.calibration.length > 0 ? datasets.calibration : datasets.training;
}

function calibration(context: JobContext) {
  const { job, hyperparameters } = context;
  return {
    dataset: measuredOn(context).map(datasetArgument),
    quant_n_samples: job.export?.samples ?? 256,
    quant_batch_size: 1,
    group_size: 128,
    max_length: Math.min(calibrationLength, hyperparameters.sequenceLength),
  };
}

function largestDivisor(number: number, limit: number): number {
  for (let candidate = limit; candidate > 1; candidate -= 1) if (number % candidate === 0) return candidate;
  return 1;
}
