import { estimateCost } from '../../cost/estimate-cost';
import { formatUsd } from '../../cost/format-usd';
import { isPriceable } from '../../cost/is-priceable';
import type { Rule } from '../rule';

export const overBudget: Rule = {
  id: 'cost/over-budget',
  severity: 'error',
  summary: 'The environment at its smallest fits into the budget.',
  why: 'With every pool at its minimum and at the lowest prices it already costs more than `budget.monthly`: no load, however low, keeps the budget.',
  fix: 'Lower the minimum of a pool, choose smaller instance types or Spot, drop a region, or raise `budget.monthly`.',
  source: 'Price tables of the catalog, or `budget.prices`; `ninefold plan` shows every line',
  check({ environment }) {
    if (environment.budget === undefined || !isPriceable(environment)) return [];
    const { monthly } = estimateCost(environment);
    const { monthlyUsd } = environment.budget;
    if (monthly.min <= monthlyUsd) return [];
    return [
      {
        path: ['budget', 'monthly'],
        message: `at its smallest the environment costs ${formatUsd(monthly.min)} a month`,
        expected: `at most ${formatUsd(monthlyUsd)}`,
        found: formatUsd(monthly.min),
        fix: `raise the budget to ${formatUsd(Math.ceil(monthly.expected / 1000) * 1000)}, which is enough for the average load, or lower the minimum of a pool`,
        involves: [['pools'], ['regions']],
      },
    ];
  },
};
