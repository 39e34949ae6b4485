import type { Engine, Quantization } from '../../catalog/engines';
import type { Architecture, Model } from '../../catalog/models';
import type { KvFormat } from './kv-cache';
import type { WeightFormat } from './weights';

/** What is served, whatever it runs on. */
export interface ServingWorkload {
  readonly model: Architecture;
  readonly engine: Engine;
  readonly weights: WeightFormat;
  readonly cache: KvFormat;
  /** Prompt and answer together, in tokens. */
  readonly contextLength: number;
}

const formats: Readonly<Record<Quantization, WeightFormat>> = { awq: 'awq', gptq: 'gptq', fp8: 'fp8', bnb: 'nf4' };

const formatsOf8Bits: Readonly<Record<Quantization, WeightFormat>> = { ...formats, gptq: 'gptq-int8', bnb: 'int8' };

/**
 * How an engine keeps the weights: as the service asks, else as they are published.
 *
 * @param bits that they were quantised to. @default 4
 */
export function servedFormat(
  quantization: Quantization | 'none',
  published: Model['dtype'] | undefined,
  bits = 4,
): WeightFormat {
  if (quantization !== 'none') return (bits === 8 ? formatsOf8Bits : formats)[quantization];
  return published === 'fp8' ? 'fp8' : 'bf16';
}
