import { namingRules } from '../../../planner/rules/naming';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'naming/reserved-tag',
    when: 'tags take keys of AWS or of Ninefold',
    broken: (spec) => {
      spec.tags = { 'aws:team': 'x', 'AWS:team': 'x', owner: 'x', Project: 'x', Environment: 'x', 'managed-by': 'x' };
    },
    at: ['tags["aws:team"]', 'tags["AWS:team"]', 'tags.owner', 'tags.Project', 'tags.Environment', 'tags.managed-by'],
    fixed: (spec) => {
      spec.tags = { 'awesome:team': 'x', 'cost-owner': 'x' };
    },
  },
  {
    rule: 'naming/tag-case',
    when: 'two keys differ in their case only',
    broken: (spec) => {
      spec.tags = { Team: 'a', 'cost-center': '1042', team: 'b', TEAM: 'c' };
    },
    at: ['tags.team', 'tags.TEAM'],
    fixed: (spec) => {
      spec.tags = { Team: 'a', 'cost-center': '1042', teams: 'b' };
    },
  },
  {
    rule: 'naming/controller-tag',
    when: 'tags for every resource are ones that controllers look for',
    broken: (spec) => {
      spec.tags = {
        'kubernetes.io/cluster/chat': 'owned',
        'karpenter.sh/discovery': 'x',
        'elbv2.k8s.aws/cluster': 'x',
      };
    },
    at: ['tags["kubernetes.io/cluster/chat"]', 'tags["karpenter.sh/discovery"]', 'tags["elbv2.k8s.aws/cluster"]'],
    fixed: (spec) => {
      spec.tags = { 'example.com/kubernetes.io': 'x', kubernetes: 'x' };
    },
  },
  {
    rule: 'naming/reserved-pool-name',
    when: 'a pool takes the name of the system pool',
    broken: (spec) => {
      spec.pools[1].name = 'system';
      spec.training[0].pool = 'system';
    },
    at: ['pools[1].name'],
    fixed: (spec) => {
      spec.pools[1].name = 'systems';
      spec.training[0].pool = 'systems';
    },
  },
];

testRules(namingRules, cases);

it('reports a tag that clashes with one of Ninefold once', () => {
  const spec = specWith((s: Spec) => {
    s.tags = { Owner: 'somebody' };
  });
  expect(violationsOf(spec, namingRules)).toEqual({ 'naming/reserved-tag': ['tags.Owner'] });
});
