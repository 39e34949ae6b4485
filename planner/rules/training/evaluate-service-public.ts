import type { Rule } from '../rule';
import { askedService } from './asked-service';
import { checkJobs } from './job-rule';

export const evaluateServicePublic: Rule = {
  id: 'training/evaluate-service-public',
  severity: 'error',
  summary: 'A service that an evaluation asks is internal.',
  why: 'It serves each result before the gate has judged it, and users would get answers of one that is refused.',
  fix: 'Set `exposure: internal`, and serve users by a second service with the same model.',
  source: 'Ninefold: evaluate.service against inference.exposure',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const asked = askedService(subject, job);
      if (asked === undefined || asked.exposure === 'internal') return [];
      return [
        {
          field: ['evaluate', 'service'],
          message: `${asked.name} is public, and would answer users with results that no gate has let through`,
          expected: 'a service with exposure: internal',
          found: 'exposure: public',
          fix: `set exposure: internal in ${asked.name}, or evaluate by a service of its own`,
        },
      ];
    });
  },
};
