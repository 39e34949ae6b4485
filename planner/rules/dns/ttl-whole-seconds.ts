import { parseDuration } from '../../../schemas/duration';
import type { Rule } from '../rule';

export const ttlWholeSeconds: Rule = {
  id: 'dns/ttl-whole-seconds',
  severity: 'error',
  summary: 'The time to live is a whole number of seconds.',
  why: 'DNS knows no smaller unit, and Terraform refuses a fraction.',
  fix: 'Write whole seconds, for example 60s.',
  source: 'RFC 1035, section 3.2.1 (TTL)',
  check({ project }) {
    const ttl = project.dns?.ttl;
    if (ttl === undefined || Number.isInteger(parseDuration(ttl).seconds)) return [];
    return [
      {
        path: ['dns', 'ttl'],
        message: `${ttl} is no whole number of seconds`,
        expected: 'whole seconds',
        found: ttl,
        fix: `write ${Math.ceil(parseDuration(ttl).seconds)}s`,
      },
    ];
  },
};
