import { type Architecture, weightsGib } from '../../catalog/models';
import type { Model, Project } from '../../schemas/project';
import { bytesPerGib, parseSize } from '../../schemas/size';
import type { ModelPlan } from '../environment/model-plan';
import { weightBytes } from '../fit/weights';
import type { Context } from './context';
import { catalogModel, type ModelShapes } from './model-shapes';
import { parseSource } from './model-source';

/** Room for a model of which nothing is known. */
const unknownGib = 500;

export function resolveModels(project: Project, shapes: ModelShapes): ModelPlan[] {
  return project.models.map((model) => {
    const { name, revision, secret } = model;
    const source = parseSource(model.source);
    const architecture = shapes.get(name);
    return {
      name,
      source,
      revision: revision ?? (source.hub === 'modelscope' ? 'master' : 'main'),
      ...(secret !== undefined && { secret }),
      sizeGib: sizeOf(model, architecture),
      ...(architecture && { architecture }),
    };
  });
}

/**
 * Weights are fetched in the primary region, and in every region that gets no copies from there. Which of them a region
 * needs is not looked at: copies go to all of them as well.
 */
export function resolveFetches(project: Project, region: string, context: Context): string[] {
  const copied = project.storage.replicate && region !== context.primaryRegion;
  return copied ? [] : project.models.map(({ name }) => name);
}

function sizeOf(model: Model, architecture: Architecture | undefined): number {
  if (model.size !== undefined) return Math.ceil(parseSize(model.size).gib);
  const known = catalogModel(model);
  if (known !== undefined) return Math.ceil(weightsGib(known));
  return architecture ? Math.ceil(weightBytes(architecture, 'bf16') / bytesPerGib) : unknownGib;
}
