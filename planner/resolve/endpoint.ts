import { engines } from '../../catalog/engines';
import { boundedName } from '../../catalog/name-limits';
import type { Project } from '../../schemas/project';
import type { EndpointPlan } from '../environment';
import { targetProbe } from '../inference/probe-settings';
import type { Context } from './context';

/** How long a target may finish its streams after it was taken out of service. */
const deregistrationDelay = { seconds: 300 };

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
            targetPort: engines[service.engine].port,
            healthCheckPath: engines[service.engine].healthPath,
            probe: targetProbe,
            deregistrationDelay,
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
