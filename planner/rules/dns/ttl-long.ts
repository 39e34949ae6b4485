import { parseDuration } from '../../../schemas/duration';
import { brokenPromise } from '../objectives/promises';
import type { Rule } from '../rule';

const longestTtlSeconds = 60;

export const ttlLong: Rule = {
  id: 'dns/ttl-long',
  severity: 'warning',
  summary: 'Records that fail over live for 60 seconds or less.',
  why: 'For the length of the TTL resolvers keep sending users to a region that is lost.',
  fix: 'Set `ttl` to 60s or less.',
  source: 'Amazon Route 53 Developer Guide, "Values specific for failover records" (TTL of 60 seconds or less)',
  check({ project, environment }) {
    if (project.dns === undefined || project.regions.length < 2) return [];
    const ttl = parseDuration(project.dns.ttl);
    if (ttl.seconds <= longestTtlSeconds) return [];
    // A TTL that breaks the promise is an error already: objectives/recovery-broken.
    if (brokenPromise(environment, 'recovery') !== undefined) return [];
    return [
      {
        path: ['dns', 'ttl'],
        message: `resolvers keep answers for ${ttl.seconds} seconds after a region is lost`,
        expected: `${longestTtlSeconds}s or less`,
        found: project.dns.ttl,
        fix: `set ttl to ${longestTtlSeconds}s`,
        involves: [['regions']],
      },
    ];
  },
};
