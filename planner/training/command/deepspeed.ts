import { trainingPaths } from '../../environment/training-command';
import type { ParallelPlan } from '../../fit/parallel-plan';

/** DeepSpeed's setting for a plan: the name of one of ms-swift's presets, or a file of our own. */
type DeepSpeedSetting = { readonly preset: string } | { readonly file: string; readonly text: string };

const fileName = 'deepspeed.json';

/**
 * ms-swift has presets for ZeRO-1, 2 and 3 and for ZeRO-2 and 3 with everything that they can offload. ZeRO-3 that only
 * offloads the optimizer gets the text of its preset without the parameters. Undefined without ZeRO.
 *
 * Source: ms-swift 4.4, `swift/config/zero*.json`; DeepSpeed documentation, "DeepSpeed Configuration JSON".
 */
export function deepSpeedOf({ strategy, offload }: ParallelPlan): DeepSpeedSetting | undefined {
  if (strategy !== 'zero1' && strategy !== 'zero2' && strategy !== 'zero3') return undefined;
  if (offload === 'none') return { preset: strategy };
  if (strategy === 'zero2') return { preset: 'zero2_offload' };
  if (strategy === 'zero3' && offload === 'optimizer-and-parameters') return { preset: 'zero3_offload' };
  return { file: fileName, text: optimizerOffload(strategy === 'zero3' ? 3 : 1) };
}

/** Value of `--deepspeed`. */
export function deepSpeedArgument(setting: DeepSpeedSetting): string {
  return 'preset' in setting ? setting.preset : `${trainingPaths.config}/${setting.file}`;
}

function optimizerOffload(stage: 1 | 3): string {
  const whole = {
    overlap_comm: false,
    contiguous_gradients: true,
    sub_group_size: 1e9,
    reduce_bucket_size: 'auto',
    stage3_prefetch_bucket_size: 'auto',
    stage3_param_persistence_threshold: 'auto',
    stage3_max_live_parameters: 1e9,
    stage3_max_reuse_distance: 1e9,
    stage3_gather_16bit_weights_on_model_save: true,
  };
  const config = {
    fp16: {
      enabled: 'auto',
      loss_scale: 0,
      loss_scale_window: 1000,
      initial_scale_power: 16,
      hysteresis: 2,
      min_loss_scale: 1,
    },
    bf16: { enabled: 'auto' },
    zero_optimization: {
      stage,
      offload_optimizer: { device: 'cpu', pin_memory: true },
      ...(stage === 3 ? whole : { overlap_comm: false, contiguous_gradients: true, reduce_bucket_size: 2e8 }),
    },
    gradient_accumulation_steps: 'auto',
    gradient_clipping: 'auto',
    steps_per_print: 2000,
    train_batch_size: 'auto',
    train_micro_batch_size_per_gpu: 'auto',
    wall_clock_breakdown: false,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
