import type { Violation } from '../../../schemas/finding';
import { firstFurtherPort, gatewayPort } from '../../inference/gateway-port';
import type { Rule } from '../rule';
import { publicServices } from './public-services';

export const portConflict: Rule = {
  id: 'dns/port-conflict',
  severity: 'error',
  summary: 'Public services of one region have different ports.',
  why: 'A port of the load balancer has one listener. The second one fails with DuplicateListener. A service without `port` gets 443 if it is the first public one, and 8443, 8444 and so on otherwise. The gateway behind the load balancer has 64512 + n in the place of a port n below 1024, so 64955 goes not together with 443.',
  fix: 'Choose another port, or leave `port` out everywhere.',
  source: 'Elastic Load Balancing API Reference, "CreateListener" (DuplicateListener)',
  check({ project, environment }) {
    if (project.dns === undefined) return [];
    const services = publicServices(project, environment);
    return services.flatMap((candidate, position): Violation[] => {
      const earlier = services
        .slice(0, position)
        .find(
          ({ port, regions }) =>
            gatewayPort(port) === gatewayPort(candidate.port) &&
            regions.some((name) => candidate.regions.includes(name)),
        );
      if (earlier === undefined) return [];
      // Of an assigned and a stated port, the stated one is what can be changed.
      const [culprit, other] = candidate.service.port === undefined ? [earlier, candidate] : [candidate, earlier];
      return [
        {
          path: ['inference', culprit.index, 'port'],
          message:
            candidate.port === earlier.port
              ? `${culprit.service.name} and ${other.service.name} are both on port ${candidate.port}`
              : `${culprit.service.name} and ${other.service.name} are both on port ${gatewayPort(candidate.port)} of the gateway`,
          expected: 'a port of its own',
          found: String(culprit.port),
          fix: `set port to ${freePort(services.map(({ port }) => port))}, for example`,
          involves: [['inference', other.index, 'port']],
        },
      ];
    });
  },
};

function freePort(taken: readonly number[]): number {
  let port = firstFurtherPort;
  while (taken.includes(port)) port++;
  return port;
}
