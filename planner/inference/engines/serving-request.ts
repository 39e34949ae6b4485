import type { Quantization } from '../../../catalog/engines';
import type { ServedAdapter } from '../../environment/inference-plan';
import type { ServingParallel } from '../../fit/serving-parallel';

/** What a service asks of its engine, whichever it is. */
export interface ServingRequest {
  /** Name that requests give as their model. */
  readonly name: string;
  readonly quantization: Quantization | 'none';
  readonly contextLength: number;
  readonly parallel: ServingParallel;
  readonly nodes: number;
  readonly adapters: readonly Pick<ServedAdapter, 'name'>[];
  /** Highest rank of the adapters. */
  readonly adapterRank: number;
  readonly cacheIn8Bits: boolean;
  readonly prefixCaching: boolean;
  readonly hasApiKey: boolean;
  /** Longest answer. */
  readonly drainSeconds: number;
  /** Whether the GPUs compute in float16 only. */
  readonly halfPrecision: boolean;
  readonly extraArgs: readonly string[];
}
