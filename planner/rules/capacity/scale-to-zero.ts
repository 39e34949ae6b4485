import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const scaleToZero: Rule = {
  id: 'capacity/scale-to-zero',
  severity: 'warning',
  summary: 'A critical service always has a replica, in standby regions too.',
  why: 'With none, the first request and every failover wait for a GPU node, an image and the weights: 150 to 600 seconds, if there is a GPU to be had at all.',
  fix: 'Set `replicas.min` to 1, or 2 so that the loss of a node is not an outage.',
  source: 'Amazon EKS Best Practices Guide, reliability (static stability); KEDA documentation, "Scaling Deployments"',
  check({ project }) {
    return project.inference.flatMap((service, index): Violation[] => {
      const { min, standby } = service.replicas;
      const field = min === 0 ? 'min' : 'standby';
      if (service.tier !== 'critical' || (min > 0 && standby !== 0)) return [];
      return [
        {
          path: ['inference', index, 'replicas', field],
          message: `${service.name} is critical and may have no replica at all${field === 'min' ? '' : ' in a standby region'}`,
          expected: '1 or more',
          found: '0',
          fix: `set ${field} to 2`,
          involves: [['inference', index, 'tier']],
        },
      ];
    });
  },
};
