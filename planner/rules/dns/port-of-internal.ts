import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const portOfInternal: Rule = {
  id: 'dns/port-of-internal',
  severity: 'warning',
  summary: 'Only public services state a port.',
  why: '`port` is the port of the regional load balancer, which an internal service does not have. Inside the cluster the engine keeps its own port, whatever the line says.',
  fix: 'Remove `port`, or make the service public.',
  source: 'Ninefold: `inference[].port`',
  check({ project, environment }) {
    return project.inference.flatMap((service, index): Violation[] => {
      const plan = environment.inference[index];
      if (service.port === undefined || plan?.exposure !== 'internal') return [];
      return [
        {
          path: ['inference', index, 'port'],
          message: `${service.name} is internal, so port ${service.port} has no effect`,
          fix:
            service.exposure === undefined
              ? 'remove this line, or add dns'
              : 'remove this line, or set exposure: public',
          involves: [['inference', index, 'exposure'], ['dns']],
        },
      ];
    });
  },
};
