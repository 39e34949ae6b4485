import { estimateCost } from '../../cost/estimate-cost';
import type { Rule } from '../rule';

export const priceUnknown: Rule = {
  id: 'cost/price-unknown',
  severity: 'warning',
  summary: 'A budget is judged by known prices.',
  why: 'An instance type without a price counts as nothing, and a region without a published ratio as 1.25 times us-east-1, so that the budget can be exceeded unnoticed.',
  fix: 'State what you pay in `budget.prices.instances`.',
  source: 'Amazon EC2 On-Demand Pricing: types that are sold in Capacity Blocks only have no on-demand price',
  check({ environment, project }) {
    if (environment.budget === undefined) return [];
    return estimateCost(environment).unknown.map((unknown) => {
      if (unknown.kind === 'region') {
        const index = project.regions.findIndex(({ name }) => name === unknown.region);
        return {
          path: ['regions', index, 'name'],
          message: `nobody has published here how prices in ${unknown.region} compare with others`,
          expected: 'a region with a known price level',
          found: unknown.region,
          fix: 'compare the plan with the AWS Pricing Calculator, and state the prices of instances in budget.prices.instances',
          involves: [['budget']],
        };
      }
      const index = project.pools.findIndex(({ name }) => name === unknown.pool);
      const position = project.pools[index]?.instanceTypes.indexOf(unknown.instanceType) ?? 0;
      return {
        path: ['pools', index, 'instanceTypes', position],
        message: `${unknown.instanceType} has no list price, and counts as nothing`,
        expected: `what an hour of it costs, in budget.prices.instances`,
        found: 'no price',
        fix: `add \`prices: { asOf: …, instances: { ${unknown.instanceType}: … } }\` to the budget`,
        involves: [['budget']],
      };
    });
  },
};
