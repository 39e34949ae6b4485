import type { Environment } from '../planner/environment/environment';
import type { SandboxFolder } from './sandbox-folder';

/** The same environment with its states inside of a sandbox, wherever the real ones are. */
export function sandboxedEnvironment(environment: Environment, { state }: SandboxFolder): Environment {
  return { ...environment, state: { backend: 'local', folder: state } };
}

/** The same environment without the protection that keeps production from being destroyed. */
export function unprotected(environment: Environment): Environment {
  return {
    ...environment,
    regions: environment.regions.map((region) => ({
      ...region,
      cluster: { ...region.cluster, deletionProtection: false },
    })),
  };
}
