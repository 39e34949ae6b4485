import type { InferenceService, Project } from '../../../schemas/project';
import type { Environment } from '../../environment/environment';
import type { RegionPlan } from '../../environment/region-plan';
import { mainPort } from '../../inference/gateway-port';
import { findPool, hasKnownRegions } from '../pools';

/** A public service with its place in the spec. */
export interface PublicService {
  readonly service: InferenceService;
  readonly index: number;
  /** Listener port, stated or assigned. */
  readonly port: number;
  readonly regions: readonly string[];
}

/** The services that the regional load balancers offer, in the order of the spec. */
export function publicServices(project: Project, environment: Environment): PublicService[] {
  return project.inference.flatMap((service, index) => {
    const plan = environment.inference[index];
    return plan?.port === undefined ? [] : [{ service, index, port: plan.port, regions: plan.regions }];
  });
}

/** Whether a region answers for the public name. */
export function answers(region: RegionPlan): boolean {
  return region.endpoint?.services.some(({ listenerPort }) => listenerPort === mainPort) ?? false;
}

/** Whether a service's pool is known and in known regions only; if not, its absence somewhere proves nothing. */
export function hasKnownPlace(project: Project, service: InferenceService): boolean {
  const pool = findPool(project, service.pool)?.pool;
  return pool !== undefined && hasKnownRegions(project, pool);
}
