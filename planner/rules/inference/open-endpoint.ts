import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const openEndpoint: Rule = {
  id: 'inference/open-endpoint',
  severity: 'warning',
  summary: 'A public service asks for a key.',
  why: 'Whoever finds the name can use the GPUs, and the bill is yours.',
  fix: 'Add `apiKey: { secret }`, or make the service internal.',
  source: 'OWASP, "LLM10:2025 Unbounded Consumption"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      if (plan.exposure !== 'public' || service.apiKey !== undefined) return [];
      return [
        {
          field: ['name'],
          message: `${service.name} answers everybody who knows its name`,
          expected: 'apiKey: { secret: … }',
          found: 'no key',
          fix: 'add apiKey with the name of a secret, or exposure: internal',
        },
      ];
    });
  },
};
