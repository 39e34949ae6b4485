/** How one replica is spread. */
export interface ServingParallel {
  /** GPUs that share each layer. */
  readonly tensor: number;
  /** Stages that the layers are split into. */
  readonly pipeline: number;
}
