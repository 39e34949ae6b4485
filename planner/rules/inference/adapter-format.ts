import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const adapterFormat: Rule = {
  id: 'inference/adapter-format',
  severity: 'error',
  summary: 'Adapters that are served come from a job that does not run on Megatron.',
  why: "Megatron's checkpoints of adapters are in its own format, split like the training; engines read PEFT's.",
  fix: 'Serve the merged weights, by `model: { training: … }`, or train with another strategy.',
  source: 'ms-swift 4.4, megatron/pipelines/export: adapters leave it merged; vLLM documentation, "LoRA adapters"',
  check(subject) {
    return checkServices(subject, ({ service }) =>
      service.adapters.flatMap(({ training }, position) => {
        const job = subject.environment.training.find(({ name }) => name === training);
        if (job === undefined || job.tuner === 'full' || job.parallel.strategy !== 'megatron') return [];
        return [
          {
            field: ['adapters', position, 'training'],
            message: `${training} runs on Megatron, whose adapters ${service.engine} cannot load`,
            expected: 'a job with ddp, zero1, zero2, zero3 or fsdp',
            found: 'megatron',
            fix: `serve model: { training: ${training} }, or give ${training} parallelism: ddp`,
          },
        ];
      }),
    );
  },
};
