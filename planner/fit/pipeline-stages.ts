/** Layers of each stage of a pipeline. */
interface PipelineStages {
  readonly first: number;
  /** Of each stage between the first and the last. */
  readonly middle: number;
  readonly last: number;
}

/**
 * How layers are split into stages: evenly, or, where they do not divide, with fewer on the first and the last one, which
 * hold the embedding and the output layer (Megatron, `decoder_first_pipeline_num_layers` and `…_last_…`). Undefined if
 * one of those would be left without layers.
 */
export function pipelineStages(layers: number, pipeline: number): PipelineStages | undefined {
  const middle = Math.ceil(layers / pipeline);
  const missing = middle * pipeline - layers;
  const [first, last] = [middle - Math.floor(missing / 2), middle - Math.ceil(missing / 2)];
  if (pipeline === 1) return { first: layers, middle: layers, last: layers };
  return last >= 1 ? { first, middle, last } : undefined;
}

/** Layers of the largest stage. */
export function largestStage(layers: number, pipeline: number): number {
  return Math.ceil(layers / pipeline);
}
