import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placedSlos } from './slo-places';

export const cancelledRequests: Rule = {
  id: 'monitoring/cancelled-requests',
  severity: 'warning',
  summary: 'The availability of a service is not counted from what its clients give up.',
  why: 'LMDeploy counts a request that the client has cancelled as failed. Public services are counted at the gateway; an internal one only has what the engine says, so that impatient clients spend its error budget.',
  fix: 'Use vLLM or SGLang for the service, or remove its availability and watch its latency.',
  source: 'LMDeploy, lmdeploy/metrics/loggers.py (num_requests_failed)',
  check({ project, environment }) {
    return placedSlos(project).flatMap(({ slo, path, service, servicePath }): Violation[] => {
      const plan = environment.inference.find(({ name }) => name === service.name);
      if (slo.availability === undefined || service.engine !== 'lmdeploy' || plan?.exposure !== 'internal') return [];
      return [
        {
          path: [...path, 'availability'],
          message: `cancelled requests count as errors of ${service.name}`,
          found: String(slo.availability),
          fix: 'remove this line, or serve it with vllm or sglang',
          involves: [
            [...servicePath, 'engine'],
            [...servicePath, 'exposure'],
          ],
        },
      ];
    });
  },
};
