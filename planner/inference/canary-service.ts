import type { InferenceService } from '../../schemas/project';

/** What the spec of a canary may name for itself; everything else is as in its service. */
export const canaryFields = [
  'model',
  'engine',
  'image',
  'quantization',
  'kvCache',
  'prefixCaching',
  'parallelism',
  'extraArgs',
] as const satisfies readonly (keyof InferenceService)[];

/**
 * The canary of a service as a service of its own: what rules and plans judge it as. Arguments and image of one engine
 * mean nothing to another. Undefined without a canary.
 */
export function canaryService(service: InferenceService): InferenceService | undefined {
  const { canary, image, ...stable } = service;
  if (canary === undefined) return undefined;
  const { weight, replicas, regions, ...own } = canary;
  const sameEngine = own.engine === undefined || own.engine === service.engine;
  const ofEngine = sameEngine
    ? { extraArgs: service.extraArgs, ...(image !== undefined && { image }) }
    : { extraArgs: [] };
  return { ...stable, ...ofEngine, ...own };
}
