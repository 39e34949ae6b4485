import { findModel, weightsGib } from '../../catalog/models';
import type { Model, Project } from '../../schemas/project';
import { parseSize } from '../../schemas/size';
import type { ModelPlan, ModelSource } from '../environment';
import type { Context } from './context';

/** Room for a model of which nothing is known. */
const unknownGib = 500;

export function resolveModels(project: Project): ModelPlan[] {
  return project.models.map((model) => {
    const { name, revision, secret } = model;
    const source = parseSource(model.source);
    return {
      name,
      source,
      revision: revision ?? (source.hub === 'modelscope' ? 'master' : 'main'),
      ...(secret !== undefined && { secret }),
      sizeGib: sizeOf(model, source),
    };
  });
}

/** Reads `modelscope://org/name`, `hf://org/name` or `s3://bucket/prefix`; the schema has refused anything else. */
export function parseSource(text: string): ModelSource {
  const [scheme = '', rest = ''] = text.split('://');
  if (scheme !== 's3') return { hub: scheme === 'hf' ? 'huggingface' : 'modelscope', repository: rest };
  const [bucket = '', ...path] = rest.split('/');
  return { hub: 's3', bucket, prefix: path.join('/').replace(/\/+$/, '') };
}

/**
 * Weights are fetched in the primary region, and in every region that gets no copies from there. Which of them a region
 * needs is not looked at: copies go to all of them as well.
 */
export function resolveFetches(project: Project, region: string, context: Context): string[] {
  const copied = project.storage.replicate && region !== context.primaryRegion;
  return copied ? [] : project.models.map(({ name }) => name);
}

function sizeOf({ size }: Model, source: ModelSource): number {
  if (size !== undefined) return Math.ceil(parseSize(size).gib);
  const known = source.hub === 's3' ? undefined : findModel(source.repository);
  return known ? Math.ceil(weightsGib(known)) : unknownGib;
}
