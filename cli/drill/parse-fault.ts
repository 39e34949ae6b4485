import { type Fault, faultKinds } from '../../planner/availability/fault';
import type { Environment } from '../../planner/environment/environment';
import { suggestFrom } from '../../schemas/suggest';
import { UserError } from '../exit';

/**
 * The failure that people name on the command line.
 *
 * @param within region of a failure of a service; the first that has the service if undefined
 * @throws UserError if the environment has nothing of that name
 */
export function parseFault(environment: Environment, kind: string, target: string, within: string | undefined): Fault {
  const named = (choices: readonly string[], what: string): string => {
    if (choices.includes(target)) return target;
    throw new UserError(`there is no ${what} ${target} in the spec`, suggestFrom(target, choices, what));
  };
  const regions = environment.regions.map(({ name }) => name);
  switch (kind) {
    case 'region':
      return { kind, region: named(regions, 'region') };
    case 'zone':
      return {
        kind,
        zone: named(
          environment.regions.flatMap(({ network }) => network.zones.map(({ id }) => id)),
          'zone',
        ),
      };
    case 'service':
    case 'node':
    case 'gpu':
    case 'process': {
      const services = environment.inference.map(({ name }) => name);
      const service = named(services, 'service');
      const places = environment.inference.find(({ name }) => name === service)?.regions ?? [];
      const region = within ?? places[0] ?? '';
      if (!places.includes(region)) {
        throw new UserError(`${service} is not in ${region}`, `name one of ${places.join(', ')} with --in`);
      }
      return { kind, service, region };
    }
    default:
      throw new UserError(`there is no failure ${kind}`, `name one of ${faultKinds.join(', ')}`);
  }
}
