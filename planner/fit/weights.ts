import type { Architecture } from '../../catalog/models';
import { countParameters } from './parameters';

/** How weights are kept in memory. */
export type WeightFormat = 'bf16' | 'fp32' | 'fp8' | 'int8' | 'nf4' | 'nf4-double' | 'awq' | 'gptq' | 'gptq-int8';

/**
 * Bytes for each parameter of a quantised linear layer, scales included. Sources: QLoRA paper, section 3 (blocks of 64,
 * constants of 256 blocks quantised again); AutoAWQ and GPTQModel with groups of 128 (a 16-bit scale and a zero point);
 * DeepSeek-V3 technical report, section 3.3 (blocks of 128 × 128).
 */
const linearBytes: Readonly<Record<WeightFormat, number>> = {
  bf16: 2,
  fp32: 4,
  fp8: 1 + 4 / (128 * 128),
  int8: 1,
  nf4: 0.5 + 4 / 64,
  'nf4-double': 0.5 + 1 / 64 + 4 / (64 * 256),
  awq: 0.5 + 2.5 / 128,
  gptq: 0.5 + 2.5 / 128,
  'gptq-int8': 1 + 3 / 128,
};

/** Bytes of all weights. Quantisation leaves the embedding and the output layer in 16 bits. */
export function weightBytes(model: Architecture, format: WeightFormat): number {
  const { total, embeddings } = countParameters(model);
  return (total - embeddings) * linearBytes[format] + embeddings * (format === 'fp32' ? 4 : 2);
}
