import type { Environment } from './environment';
import type { ServedModel } from './inference-plan';
import type { ModelPlan } from './model-plan';

/** The model that is served, or that the served weights were made from; undefined if there is no such model or job. */
export function modelBehind({ models, training }: Environment, served: ServedModel): ModelPlan | undefined {
  const name = 'model' in served ? served.model : training.find((job) => job.name === served.training)?.model;
  return models.find((model) => model.name === name);
}
