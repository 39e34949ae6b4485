import type { Rule } from '../rule';
import { askedService } from './asked-service';
import { checkJobs } from './job-rule';

export const evaluateServiceAway: Rule = {
  id: 'training/evaluate-service-away',
  severity: 'error',
  summary: 'A service that an evaluation asks runs where the job runs, with a replica at all times.',
  why: 'Steps ask it inside of their cluster, past the gateway that would wake it, and wait until it has loaded the result.',
  fix: 'Give the service a pool in every region of the job, and `replicas: { min: 1 }` or more.',
  source: 'Ninefold: evaluate.service against inference.replicas and the regions of pools',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const asked = askedService(subject, job);
      if (asked === undefined) return [];
      const field = ['evaluate', 'service'];
      const cold = subject.environment.regions.filter((region) => region.cold).map(({ name }) => name);
      const missing = plan.regions.filter((region) => !asked.regions.includes(region) || cold.includes(region));
      return [
        ...missing.slice(0, 1).map((region) => ({
          field,
          message: `${asked.name} does not run in ${region}, where ${job.name} may run`,
          expected: `a service in ${plan.regions.join(', ')}`,
          found: asked.regions.join(', ') || 'no region',
          fix: `give ${asked.name} a pool in ${region}`,
        })),
        ...(asked.replicas.min > 0
          ? []
          : [
              {
                field,
                message: `${asked.name} may have no replica, and nothing wakes it for an evaluation`,
                expected: 'replicas.min of at least 1',
                found: '0',
                fix: `set replicas.min of ${asked.name} to 1`,
              },
            ]),
      ];
    });
  },
};
