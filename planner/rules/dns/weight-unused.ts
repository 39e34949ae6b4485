import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Of a region that states none. */
const plainWeight = 100;

export const weightUnused: Rule = {
  id: 'dns/weight-unused',
  severity: 'warning',
  summary: 'Weights are given to active regions under weighted routing.',
  why: 'Latency records know no weights, a failover pair neither, and a standby region gets nobody as long as an active one answers: the share that the line promises is not what users get.',
  fix: 'Set `dns.policy: weighted` and `role: active`, or remove `weight`.',
  source: 'Amazon Route 53 Developer Guide, "Choosing a routing policy"',
  check({ project, environment }) {
    const { dns } = environment;
    if (dns === undefined) return [];
    return project.regions.flatMap(({ name, role, weight }, index): Violation[] => {
      const reason =
        role === 'standby'
          ? `${name} is a standby region`
          : dns.routing === 'active-passive'
            ? 'routing is active-passive'
            : dns.policy === 'latency'
              ? 'users are led by latency'
              : undefined;
      if (weight === plainWeight || reason === undefined) return [];
      return [
        {
          path: ['regions', index, 'weight'],
          message: `${reason}, so this weight has no effect`,
          found: String(weight),
          fix: 'remove this line',
          involves: [
            ['regions', index, 'role'],
            ['dns', 'policy'],
            ['dns', 'routing'],
          ],
        },
      ];
    });
  },
};
