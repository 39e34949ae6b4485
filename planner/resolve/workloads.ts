import type { InferenceService, Project } from '../../schemas/project';
import type { InferencePlan } from '../environment';
import { poolRegions } from './pools';

/** TLS ports of public services whose spec names none: the first gets the well-known one. */
const firstPort = 443;
const furtherPorts = 8443;

export function resolveInference(project: Project): InferencePlan[] {
  const publicServices = project.inference.filter((service) => exposureOf(project, service) === 'public');
  return project.inference.map((service) => {
    const position = publicServices.indexOf(service);
    const port = position < 0 ? undefined : (service.port ?? defaultPort(position));
    const gpusPerReplica = gpusOf(service);
    return {
      name: service.name,
      engine: service.engine,
      pool: service.pool,
      tier: service.tier,
      exposure: exposureOf(project, service),
      ...(port !== undefined && { port }),
      replicas: service.replicas,
      ...(gpusPerReplica !== undefined && { gpusPerReplica }),
      regions: poolRegions(project, service.pool),
    };
  });
}

function exposureOf(project: Project, service: InferenceService): 'public' | 'internal' {
  return service.exposure ?? (project.dns === undefined ? 'internal' : 'public');
}

function defaultPort(position: number): number {
  return position === 0 ? firstPort : furtherPorts + position - 1;
}

function gpusOf({ parallelism }: InferenceService): number | undefined {
  return typeof parallelism === 'object' ? parallelism.tensor * (parallelism.pipeline ?? 1) : undefined;
}
