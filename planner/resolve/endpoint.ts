import { boundedName } from '../../catalog/name-limits';
import type { Project } from '../../schemas/project';
import type { EndpointPlan } from '../environment/endpoint-plan';
import { targetProbe } from '../environment/endpoint-plan';
import { gatewayPort } from '../inference/gateway-port';
import type { Context } from './context';

/** The regional load balancer; undefined where no public service runs or the project has no public name. */
export function resolveEndpoint(
  project: Project,
  region: string,
  code: string,
  context: Context,
): EndpointPlan | undefined {
  const services = context.inference.flatMap((service) =>
    service.port !== undefined && service.regions.includes(region)
      ? [
          {
            name: service.name,
            listenerPort: service.port,
            targetPort: gatewayPort(service.port),
            healthCheckPath: project.dns?.healthCheck.path ?? '/health',
            probe: targetProbe,
            // A target that is taken out finishes what it has begun.
            deregistrationDelay: service.timing.drain,
          },
        ]
      : [],
  );
  if (project.dns === undefined || services.length === 0) return undefined;
  return {
    name: boundedName('load-balancer', context.prefix, code),
    host: regionalHost(region, project.dns.host),
    services,
  };
}

/** Name of one region's endpoint, which health checks probe: never the name that fails over. */
export function regionalHost(region: string, host: string): string {
  return `${region}.${host}`;
}
