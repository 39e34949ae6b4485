import type { Violation } from '../../../schemas/finding';
import { type EvaluationFit, evaluationFit } from '../../fit/evaluation-fit';
import type { Rule } from '../rule';
import { checkJobs } from '../training/job-rule';
import { checkEvaluations } from './evaluation-rule';

export const doesNotFit: Rule = {
  id: 'evaluation/does-not-fit',
  severity: 'error',
  summary: 'One node holds the weights that an evaluation serves.',
  why: 'An evaluation has the GPUs of one node, however many have trained; it would stop while it loads the weights, and after a training that has been paid for by then.',
  fix: 'Evaluate a service that has room for the model, use a pool with larger GPUs, or leave the evaluation out.',
  source:
    'vLLM documentation, "Conserving Memory" (gpu_memory_utilization); ms-swift 4.4, pipelines/eval: the model is deployed in the pod',
  check(subject): Violation[] {
    return [
      ...checkJobs(subject, ({ job, node, model }) => {
        if (job.evaluate === undefined || job.evaluate.service !== undefined || !node || !model) return [];
        const fix = `evaluate by a service: add evaluate.service, or train on larger GPUs than ${node.gpu}`;
        return problems(evaluationFit(model, 'bf16', node), ['evaluate'], job.model, job.pool, fix);
      }),
      ...checkEvaluations(
        subject,
        ({ model, pool = '' }, { serves }) => {
          if (serves?.fit === undefined || model === undefined) return [];
          const name = typeof model === 'string' ? model : `the result of ${model.training}`;
          return problems(serves.fit, ['pool'], name, pool, 'use a pool with larger GPUs, or evaluate a service');
        },
        ({ pool }) =>
          subject.project.pools.flatMap(({ name }, index) =>
            name === pool ? [['pools', index, 'instanceTypes']] : [],
          ),
      ),
    ];
  },
};

function problems(
  { gpus, weightsGib, roomGib, fits }: EvaluationFit,
  field: string[],
  model: string,
  pool: string,
  fix: string,
) {
  if (fits) return [];
  const [needed, room] = [weightsGib, roomGib].map((gib) => (gib * gpus).toFixed(0));
  return [
    {
      field,
      message: `${model} has ${needed} GiB of weights, and ${gpus} GPUs of a node of ${pool} have room for ${room} GiB of them`,
      expected: `at most ${room} GiB`,
      found: `${needed} GiB`,
      fix,
    },
  ];
}
