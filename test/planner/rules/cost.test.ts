import { costRules } from '../../../planner/rules/cost';
import { stalePrices } from '../../../planner/rules/cost/stale-prices';
import { baseSpec, type RuleCase, subjectOf, testRules } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'cost/over-budget',
    when: 'the smallest size costs more than the budget',
    broken: (spec) => {
      spec.budget.monthly = 40000;
    },
    at: ['budget.monthly'],
    fixed: (spec) => {
      spec.budget.monthly = 100000;
    },
  },
  {
    rule: 'cost/over-budget',
    when: 'the price that the project states is too high',
    broken: (spec) => {
      spec.budget.prices = { asOf: '2026-11-01', instances: { 'p4d.24xlarge': 60 } };
    },
    at: ['budget.monthly'],
    fixed: (spec) => {
      spec.budget.prices = { asOf: '2026-11-01', instances: { 'p4d.24xlarge': 12 } };
    },
  },
  {
    rule: 'cost/expected-over-budget',
    when: 'the smallest size fits and the average load does not',
    broken: (spec) => {
      spec.budget.monthly = 85000;
    },
    at: ['budget.monthly'],
    fixed: (spec) => {
      spec.budget = { monthly: 85000, averageLoad: 0 };
    },
  },
  {
    rule: 'cost/price-unknown',
    when: 'a pool is of a type that is not sold on demand',
    broken: (spec) => {
      spec.pools[1].instanceTypes = ['p5e.48xlarge'];
    },
    at: ['pools[1].instanceTypes[0]'],
    fixed: (spec) => {
      spec.pools[1].instanceTypes = ['p5e.48xlarge'];
      spec.budget = { monthly: 200000, prices: { asOf: '2026-11-01', instances: { 'p5e.48xlarge': 39.8 } } };
    },
  },
  {
    rule: 'cost/price-unknown',
    when: 'a region has no published price level',
    broken: (spec) => {
      spec.regions[2].name = 'eu-central-2';
    },
    at: ['regions[2].name'],
    fixed: (spec) => {
      spec.regions[2].name = 'eu-south-1';
    },
  },
  {
    rule: 'cost/stale-prices',
    when: 'the stated prices are older than a year',
    broken: (spec) => {
      spec.budget.prices = { asOf: '2025-11-22', discount: 5 };
    },
    at: ['budget.prices.asOf'],
    fixed: (spec) => {
      spec.budget.prices = { asOf: '2025-11-23', discount: 5 };
    },
  },
];

testRules(costRules, cases);

it('calls the tables of the catalog stale when they are', () => {
  const subject = subjectOf(baseSpec());
  expect(stalePrices.check({ ...subject, today: '2027-07-20' })).toEqual([]);
  expect(stalePrices.check({ ...subject, today: '2027-07-21' })).toMatchObject([
    { path: ['budget', 'monthly'], found: '2026-07-20' },
  ]);
});

it('judges nothing without a budget', () => {
  const subject = { ...subjectOf({ ...baseSpec(), budget: undefined }), today: '2040-01-01' };
  expect(costRules.flatMap((rule) => rule.check(subject))).toEqual([]);
});
