import { type Engine, engineFacts, type Quantization } from '../../../catalog/engines';
import { type ServedAdapter, servingPaths } from '../../environment/inference-plan';
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

/** Arguments for the quantisation that a service asks for; none where the engine needs none. */
export function quantizationArguments(engine: Engine, { quantization }: ServingRequest): readonly string[] {
  return quantization === 'none' ? [] : (engineFacts(engine).quantizations[quantization]?.args ?? []);
}

/** `name=path` of each adapter, as all engines read them. */
export function adapterPaths({ adapters }: ServingRequest): string[] {
  return adapters.map(({ name }) => `${name}=${servingPaths.adapters}/${name}`);
}
