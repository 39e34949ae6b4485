import type { Project } from '../../schemas/project';

/** A model of the spec by name, or what a job makes of one. */
type Weights = string | { readonly training: string };

/** The model of the spec that weights are, or were tuned from; undefined if the spec has no such model or job. */
export function baseModelOf({ models, training }: Project, weights: Weights): string | undefined {
  const base = typeof weights === 'string' ? weights : training.find(({ name }) => name === weights.training)?.model;
  return models.find(({ name }) => name === base)?.name;
}
