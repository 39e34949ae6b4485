import { modelRules } from '../../../planner/rules/models';
import { type RuleCase, testRules } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'models/gated-without-secret',
    when: 'a gated model has no token',
    broken: (spec) => {
      spec.models[0].source = 'hf://meta-llama/Llama-3.1-8B-Instruct';
    },
    at: ['models[0]'],
    fixed: (spec) => {
      spec.models[0].source = 'hf://meta-llama/Llama-3.1-8B-Instruct';
      spec.models[0].secret = 'prod/huggingface';
    },
  },
  {
    rule: 'models/unknown-size',
    when: 'the catalog does not know the model',
    broken: (spec) => {
      spec.models[0].source = 'hf://acme/secret-sauce';
    },
    at: ['models[0]'],
    fixed: (spec) => {
      spec.models[0].source = 'hf://acme/secret-sauce';
      spec.models[0].size = '140GiB';
    },
  },
  {
    rule: 'models/unknown-size',
    when: 'a bucket holds a model whose shape nobody tells',
    broken: (spec) => {
      spec.models[0].source = 's3://acme-models/secret-sauce';
    },
    at: ['models[0]'],
    fixed: (spec) => {
      spec.models[0].source = 's3://acme-models/secret-sauce';
      spec.models[0].like = 'Qwen/Qwen2.5-7B-Instruct';
    },
  },
];

testRules(modelRules, cases);
