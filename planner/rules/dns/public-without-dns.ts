import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const publicWithoutDns: Rule = {
  id: 'dns/public-without-dns',
  severity: 'error',
  summary: 'A project with a public service has a public name.',
  why: 'The load balancer speaks TLS, and its certificate needs a name in a zone. Without `dns` there is neither, and the service stays unreachable from outside.',
  fix: 'Add `dns` with a zone and a host, or make the service internal.',
  source: 'AWS Certificate Manager User Guide, "DNS validation"',
  check({ project }) {
    if (project.dns !== undefined) return [];
    return project.inference.flatMap((service, index): Violation[] => {
      if (service.exposure !== 'public') return [];
      return [
        {
          path: ['inference', index, 'exposure'],
          message: `${service.name} is public, and the project has no public name`,
          expected: 'dns.zone and dns.host, or internal',
          found: 'public',
          fix: 'add dns, or remove this line',
        },
      ];
    });
  },
};
