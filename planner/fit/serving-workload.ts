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

/** How an engine keeps the weights: as the service asks, else as they are published. */
export function servedFormat(quantization: Quantization | 'none', published: Model['dtype'] | undefined): WeightFormat {
  if (quantization !== 'none') return formats[quantization];
  return published === 'fp8' ? 'fp8' : 'bf16';
}
