import { bytesPerGib } from '../../../schemas/size';
import { weightBytes } from '../../fit/weights';
import { largestWeightShare } from '../../training/command/render-evaluation';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const evaluateMemory: Rule = {
  id: 'training/evaluate-memory',
  severity: 'error',
  summary: 'One node holds the weights that an evaluation serves.',
  why: 'The evaluation has the GPUs of one node, however many trained; it would stop while it loads the result, after the training has been paid for.',
  fix: 'Evaluate by a service that has room for the model, use a pool with larger GPUs, or leave `evaluate` out.',
  source:
    'vLLM documentation, "Conserving Memory" (gpu_memory_utilization); ms-swift 4.4, pipelines/eval: the model is deployed in the pod',
  check(subject) {
    return checkJobs(subject, ({ job, node, model }) => {
      const evaluate = job.evaluate;
      if (evaluate === undefined || evaluate.service !== undefined || !node || !model) return [];
      const neededGib = weightBytes(model, 'bf16') / bytesPerGib;
      const roomGib = node.count * node.usableGib * largestWeightShare;
      if (neededGib <= roomGib) return [];
      return [
        {
          field: ['evaluate'],
          message: `${job.model} has ${neededGib.toFixed(0)} GiB of weights, and a node of ${job.pool} has room for ${roomGib.toFixed(0)} GiB of them`,
          expected: `at most ${roomGib.toFixed(0)} GiB`,
          found: `${neededGib.toFixed(0)} GiB`,
          fix: `evaluate by a service: add evaluate.service, or train on larger GPUs than ${node.gpu}`,
        },
      ];
    });
  },
};
