import { estimateCost } from '../../cost/estimate-cost';
import type { Rule } from '../rule';

/** AWS changes prices a few times a year, those of Capacity Blocks more often. */
const freshDays = 365;

export const stalePrices: Rule = {
  id: 'cost/stale-prices',
  severity: 'warning',
  summary: 'A budget is judged by prices of the last twelve months.',
  why: 'Prices move: in 2025 those of P4 and P5 instances fell by up to 45 per cent. An old table says yes to what is too dear, and no to what is not.',
  fix: 'Update Ninefold, or state current prices in `budget.prices` with their day.',
  source:
    'AWS News Blog, "Announcing up to 45% price reduction for Amazon EC2 NVIDIA GPU-accelerated instances", June 2025',
  check({ environment, today }) {
    if (environment.budget === undefined) return [];
    const { asOf } = estimateCost(environment);
    const age = Math.floor((Date.parse(today) - Date.parse(asOf)) / 86_400_000);
    // A day that does not exist is not a number.
    if (age <= freshDays) return [];
    const own = environment.budget.prices?.asOf === asOf;
    return [
      {
        path: own ? ['budget', 'prices', 'asOf'] : ['budget', 'monthly'],
        message: `the ${own ? 'prices of the spec' : 'price tables'} are of ${asOf}, ${Number.isNaN(age) ? 'which is no day' : `${age} days ago`}`,
        expected: `prices of the last ${freshDays} days`,
        found: asOf,
        fix: own
          ? 'look the prices up again, and move asOf'
          : 'update Ninefold, or state current prices in budget.prices',
      },
    ];
  },
};
