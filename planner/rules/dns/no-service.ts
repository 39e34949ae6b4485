import { mainPort } from '../../inference/gateway-port';
import type { Rule } from '../rule';
import { publicServices } from './public-services';

export const noService: Rule = {
  id: 'dns/no-service',
  severity: 'error',
  summary: 'A public service answers on port 443 of the public name.',
  why: 'Health checks probe port 443 of every region. With nothing there no region ever counts as healthy, and without any public service the name leads nowhere.',
  fix: 'Make a service public and leave its `port` out, or remove `dns`.',
  source: 'Amazon Route 53 Developer Guide, "Values that you specify when you create or update health checks" (port)',
  check({ project, environment }) {
    if (project.dns === undefined) return [];
    const services = publicServices(project, environment);
    if (services.some(({ port }) => port === mainPort)) return [];
    const [first] = services;
    if (first === undefined) {
      return [
        {
          path: ['dns', 'host'],
          message: `no inference service is public, so ${project.dns.host} would lead nowhere`,
          expected: 'a service with exposure: public',
          fix: 'add a service, set exposure: public on one, or remove dns',
          involves: [['inference']],
        },
      ];
    }
    // Where two services have one port, moving the other may be all there is to do: dns/port-conflict.
    if (new Set(services.map(({ port }) => port)).size < services.length) return [];
    return [
      {
        path: ['inference', first.index, 'port'],
        message: `no public service is on port ${mainPort}, which health checks probe`,
        expected: String(mainPort),
        found: String(first.port),
        fix: `remove port, or set it to ${mainPort}`,
        involves: [['inference']],
      },
    ];
  },
};
