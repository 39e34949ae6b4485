import { baseModelOf } from '../../resolve/base-model';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const adapterTraining: Rule = {
  id: 'inference/adapter-training',
  severity: 'error',
  summary: 'An adapter comes from a job that trains one on the model that is served.',
  why: 'Full training leaves no adapter, and an adapter of another model does not fit the layers.',
  fix: 'Name a job with `tuner: lora` or `qlora` whose model is the one of the service.',
  source: 'vLLM documentation, "LoRA adapters"',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      // Where the spec lacks what the service serves, rules of the structure say so.
      const base = baseModelOf(subject.project, service.model);
      return service.adapters.flatMap(({ training }, position) => {
        const job = subject.project.training.find(({ name }) => name === training);
        // A name that leads nowhere is reported by structure/unknown-training.
        if (job === undefined) return [];
        const reason =
          job.tuner === 'full'
            ? `${training} trains all weights and leaves no adapter`
            : base === undefined || job.model === base
              ? undefined
              : `${training} tunes ${job.model}, and ${service.name} serves ${base}`;
        if (reason === undefined) return [];
        const fitting = subject.project.training.filter(
          ({ tuner, model }) => tuner !== 'full' && (base === undefined || model === base),
        );
        return [
          {
            field: ['adapters', position, 'training'],
            message: reason,
            expected:
              fitting.map(({ name }) => name).join(', ') ||
              `a job that tunes ${base ?? 'the model of the service'} with lora`,
            found: training,
            fix: fitting[0] === undefined ? 'remove the adapter' : `use ${fitting[0].name}`,
          },
        ];
      });
    });
  },
};
