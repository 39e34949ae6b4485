import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const subject: Rule = {
  id: 'evaluation/subject',
  severity: 'error',
  summary: 'An evaluation is of one service, or of one model on the GPUs of a pool.',
  why: 'Without either there is nobody to ask, and with both it is not clear whose answers are scored. A model has to be served somewhere; a service is served already, and asking it takes no GPU to wait for.',
  fix: 'Write `service`, or `model` with `pool`; `pool` and `queue` only beside `model`.',
  source: 'Ninefold',
  check(subject) {
    return checkEvaluations(subject, ({ name, service, model, pool, queue }) => {
      if (service !== undefined && model !== undefined) {
        return [
          {
            field: ['model'],
            message: `${name} names a service and a model`,
            expected: 'one of the two',
            found: `service ${service} and a model`,
            fix: 'remove service, or model with its pool',
          },
        ];
      }
      if (service === undefined && model === undefined) {
        return [
          {
            field: [],
            message: `${name} names nothing to evaluate`,
            expected: 'service, or model with pool',
            fix: 'add service: with the name of an inference service, or model: and pool:',
          },
        ];
      }
      if (model !== undefined && pool === undefined) {
        return [
          {
            field: ['model'],
            message: `${name} has no GPUs that serve its model`,
            expected: 'model with pool',
            fix: 'add pool: with the name of a pool, or evaluate a service',
          },
        ];
      }
      if (model !== undefined) return [];
      return Object.entries({ pool, queue }).flatMap(([field, found]) => {
        if (found === undefined) return [];
        return [
          {
            field: [field],
            message: `${name} asks a service, and takes no GPU of a ${field}`,
            expected: `no ${field}`,
            found,
            fix: `remove ${field}`,
          },
        ];
      });
    });
  },
};
