import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const evaluateService: Rule = {
  id: 'training/evaluate-service',
  severity: 'error',
  summary: 'A service that an evaluation asks serves the result of the job.',
  why: 'Otherwise the scores are those of other weights, and the gate would promote what nobody has looked at.',
  fix: 'Name a service with `model: { training: … }` of this job and without a `revision`, or leave `service` out.',
  source: 'Ninefold: evaluate.service against inference.model',
  check(subject) {
    const { inference } = subject.project;
    return checkJobs(subject, ({ job }) => {
      const name = job.evaluate?.service;
      if (name === undefined) return [];
      const field = ['evaluate', 'service'];
      const service = inference.find((candidate) => candidate.name === name);
      const expected = `a service with model: { training: ${job.name} }`;
      // A name that leads nowhere is reported by structure/unknown-service.
      if (service === undefined) return [];
      const { model } = service;
      const served = typeof model === 'string' ? model : `{ training: ${model.training} }`;
      if (typeof model === 'string' || model.training !== job.name) {
        return [
          {
            field,
            message: `${name} serves ${served}, and the evaluation is of ${job.name}`,
            expected,
            found: served,
            fix: `give ${name} model: { training: ${job.name} }, or remove evaluate.service`,
          },
        ];
      }
      if (model.revision === undefined) return [];
      return [
        {
          field,
          message: `${name} stays with the revision ${model.revision}, and never loads what is to be judged`,
          expected: 'a service without a revision',
          found: model.revision,
          fix: `remove the revision of ${name}`,
        },
      ];
    });
  },
};
