import type { CostPlan } from '../../planner/cost/cost-plan';
import { formatUsd } from '../../planner/cost/format-usd';
import { amounts, costGaps, costRow, workloadRows } from '../../review/cost-text';
import { type Content, section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';

/** What a month costs, line by line and by workload. */
export function costSections(cost: CostPlan, budgetUsd: number | undefined, colors: Colors): (string | undefined)[] {
  const notes = costNotes(cost, budgetUsd).map((note) => colors.dim(`  ${note}`));
  return [
    section('Cost a month, in US dollars', costTable(cost), colors),
    notes.join('\n'),
    section('Cost by workload', workloadCostTable(cost), colors),
  ];
}

/** Every line of the month, and their sum. */
function costTable({ lines, monthly }: CostPlan): Content {
  return {
    columns: ['region', 'item', 'what', 'at least', 'expected', 'at most'],
    rows: [...lines.map(costRow), ['all', 'total', '', ...amounts(monthly)]],
    right: [3, 4, 5],
  };
}

/** What the services take of the month, and what an hour of a job costs. */
function workloadCostTable({ services, jobs }: CostPlan): Content {
  return {
    columns: ['workload', 'counted', 'at least', 'expected', 'at most'],
    rows: workloadRows(services, jobs),
    right: [2, 3, 4],
  };
}

/** What the numbers rest on. */
function costNotes(cost: CostPlan, budgetUsd: number | undefined): string[] {
  return [
    `list prices as of ${cost.asOf}; expected: ${cost.averageLoad} % of the room between smallest and largest sizes in use`,
    ...(budgetUsd === undefined ? [] : [`budget: ${formatUsd(budgetUsd)} a month`]),
    ...costGaps(cost),
  ];
}
