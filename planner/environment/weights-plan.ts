/** Weights that a job reads. */
export type WeightsPlan =
  | { readonly role: ModelRole; readonly model: string; readonly path: string }
  /** The adapters of another job's last checkpoint. */
  | { readonly role: 'adapters'; readonly training: string; readonly path: string };

export type ModelRole = 'start' | 'reference' | 'reward' | 'teacher';

export function pathOf(weights: readonly WeightsPlan[], role: WeightsPlan['role']): string | undefined {
  return weights.find((weight) => weight.role === role)?.path;
}

/** Room for the adapters of a job, in GiB: those of rank 64 for 70 billion parameters take less than 4. */
export const adaptersGib = 5;
