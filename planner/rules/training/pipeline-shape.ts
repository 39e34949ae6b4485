import { pipelineStages } from '../../fit/pipeline-stages';
import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const pipelineShape: Rule = {
  id: 'training/pipeline-shape',
  severity: 'error',
  summary: 'A model has layers for every stage of its pipeline.',
  why: 'Each stage computes at least one layer; the first and the last one have fewer where the number does not divide.',
  fix: "Choose a `pipeline` of at most the model's layers that leaves some for the last stage.",
  source:
    'Megatron-LM, transformer_config.py: num_layers, decoder_first_pipeline_num_layers, decoder_last_pipeline_num_layers',
  check(subject) {
    return checkPlans(subject, ({ job, model }, plan) => {
      if (model === undefined || pipelineStages(model.layers, plan.pipeline) !== undefined) return undefined;
      return {
        message: `the ${model.layers} layers of ${job.model} leave none for the last of ${plan.pipeline} stages`,
        expected: `a pipeline that divides ${model.layers}, or nearly`,
        found: String(plan.pipeline),
        fix: 'choose a smaller pipeline',
        key: 'pipeline',
      };
    });
  },
};
