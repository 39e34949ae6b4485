import { estimateCost } from '../../cost/estimate-cost';
import { formatUsd } from '../../cost/format-usd';
import { isPriceable } from '../../cost/is-priceable';
import type { Rule } from '../rule';

export const expectedOverBudget: Rule = {
  id: 'cost/expected-over-budget',
  severity: 'warning',
  summary: 'The environment under its average load fits into the budget.',
  why: 'The smallest size fits, but with `budget.averageLoad` per cent of the room above it in use the month costs more than `budget.monthly`.',
  fix: 'Raise `budget.monthly`, lower the maximum of a pool, or state the load that you expect in `budget.averageLoad`.',
  source: 'Price tables of the catalog, or `budget.prices`; `ninefold plan` shows every line',
  check({ environment }) {
    if (environment.budget === undefined || !isPriceable(environment)) return [];
    const { monthly } = estimateCost(environment);
    const { monthlyUsd, averageLoad } = environment.budget;
    // An environment whose minimum is too much is reported as such.
    if (monthly.min > monthlyUsd || monthly.expected <= monthlyUsd) return [];
    return [
      {
        path: ['budget', 'monthly'],
        message: `with ${averageLoad} % of the room between smallest and largest sizes in use, a month costs ${formatUsd(monthly.expected)}`,
        expected: `at most ${formatUsd(monthlyUsd)}`,
        found: formatUsd(monthly.expected),
        fix: `raise the budget to ${formatUsd(Math.ceil(monthly.expected / 1000) * 1000)}, lower the maximum of a pool, or correct averageLoad`,
        involves: [['pools'], ['regions'], ['budget', 'averageLoad']],
      },
    ];
  },
};
