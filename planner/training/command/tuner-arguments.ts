import type { Arguments } from './argument-words';
import { type JobContext, precision } from './job-context';

/** Which weights are trained; the same names in Megatron-SWIFT, which has no QLoRA. */
export function tunerArguments(context: JobContext): Arguments {
  const { job, hyperparameters } = context;
  if (job.tuner === 'full') return { tuner_type: 'full' };
  return {
    tuner_type: 'lora',
    lora_rank: hyperparameters.loraRank,
    lora_alpha: hyperparameters.loraAlpha,
    target_modules: hyperparameters.targetModules ?? ['all-linear'],
    ...(job.tuner === 'qlora' && {
      quant_method: 'bnb',
      quant_bits: 4,
      bnb_4bit_compute_dtype: precision(context),
      bnb_4bit_quant_type: 'nf4',
      bnb_4bit_use_double_quant: true,
    }),
  };
}

/** ms-swift's own defaults, written down: of a multimodal model, only the language model is trained. */
export function multimodalDefaults({ multimodal }: JobContext): Arguments {
  return multimodal ? { freeze_llm: false, freeze_vit: true, freeze_aligner: true } : {};
}
