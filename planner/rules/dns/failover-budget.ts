import { parseDuration } from '../../../schemas/duration';
import type { Rule } from '../rule';
import { failoverTime } from './failover-time';

export const failoverBudget: Rule = {
  id: 'dns/failover-budget',
  severity: 'error',
  summary: 'Health checks and time to live fit into the recovery objective.',
  why: 'Users go on to a lost region until `interval` × `failures` have passed and their resolvers have forgotten the answer. If that alone is longer than `objectives.recovery`, no failover keeps the promise.',
  fix: 'Shorten `dns.ttl`, use an interval of 10s, or lower `failures`; or promise less.',
  source:
    'Amazon Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy" and "Values specific for failover records" (TTL)',
  check({ project }) {
    const time = failoverTime(project);
    const recovery = parseDuration(project.objectives.recovery);
    if (time === undefined || time.total.seconds <= recovery.seconds) return [];
    const { probes, ttl, total } = time;
    const ttlDominates = ttl.seconds >= probes.seconds;
    const left = Math.floor(recovery.seconds - probes.seconds);
    return [
      {
        path: ttlDominates ? ['dns', 'ttl'] : ['dns', 'healthCheck', 'failures'],
        message: `${probes.seconds}s of probes and ${ttl.seconds}s of TTL are ${total.seconds}s, and recovery is promised in ${recovery.seconds}s`,
        expected: `at most ${recovery.seconds}s in all`,
        found: `${total.seconds}s`,
        fix:
          ttlDominates && left > 0
            ? `set ttl to ${Math.min(60, left)}s`
            : 'probe every 10s, fail after 3, set ttl to 60s or less, or raise objectives.recovery',
        involves: [
          ['objectives', 'recovery'],
          ['dns', 'ttl'],
          ['dns', 'healthCheck'],
        ],
      },
    ];
  },
};
