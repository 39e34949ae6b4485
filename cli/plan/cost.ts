import type { CostLine, CostPlan, Usd } from '../../planner/cost/cost-plan';
import { formatUsd } from '../../planner/cost/format-usd';
import { count } from '../../schemas/count';
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
    rows: [...lines.map(lineRow), ['all', 'total', '', ...amounts(monthly)]],
    right: [3, 4, 5],
  };
}

/** What the services take of the month, and what an hour of a job costs. */
function workloadCostTable({ services, jobs }: CostPlan): Content {
  return {
    columns: ['workload', 'counted', 'at least', 'expected', 'at most'],
    rows: [
      ...services.map(({ name, monthly }) => [name, 'a month', ...amounts(monthly)]),
      ...jobs.map(({ name, nodes, hourly }) => {
        const [min, expected, max] = [hourly.min, hourly.expected, hourly.max].map((amount) => `$${amount.toFixed(2)}`);
        return [name, `an hour of ${count(nodes, 'node')}`, min ?? '', expected ?? '', max ?? ''];
      }),
    ],
    right: [2, 3, 4],
  };
}

/** What the numbers rest on. */
function costNotes({ asOf, averageLoad, unknown, excluded }: CostPlan, budgetUsd: number | undefined): string[] {
  return [
    `list prices as of ${asOf}; expected: ${averageLoad} % of the room between smallest and largest sizes in use`,
    ...(budgetUsd === undefined ? [] : [`budget: ${formatUsd(budgetUsd)} a month`]),
    ...unknown.map((price) =>
      price.kind === 'instance'
        ? `${price.instanceType} of pool ${price.pool} has no list price and counts as nothing`
        : `${price.region} has no published price ratio and counts as 1.25 times us-east-1`,
    ),
    ...excluded.map((text) => `not counted: ${text}`),
  ];
}

function lineRow({ region, item, pool, quantity, monthly }: CostLine): string[] {
  return [region, pool === undefined ? item : `${item} of ${pool}`, quantity, ...amounts(monthly)];
}

function amounts({ min, expected, max }: Usd): string[] {
  return [min, expected, max].map(formatUsd);
}
