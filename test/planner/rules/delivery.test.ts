import { deliveryRules } from '../../../planner/rules/delivery';
import { type RuleCase, testRules } from '../../support/spec';

const repository = 'https://github.com/acme/environments.git';

const cases: RuleCase[] = [
  {
    rule: 'delivery/repository-missing',
    when: 'Argo CD is asked for without a repository',
    broken: (spec) => {
      spec.delivery = { by: 'argocd' };
    },
    at: ['delivery'],
    fixed: (spec) => {
      spec.delivery = { by: 'argocd', repository };
    },
  },
  {
    rule: 'delivery/unused-repository',
    when: 'a repository is named, and Helm delivers',
    broken: (spec) => {
      spec.delivery = { repository };
    },
    at: ['delivery.repository'],
    fixed: (spec) => {
      spec.delivery = { by: 'argocd', repository };
    },
  },
];

testRules(deliveryRules, cases);
