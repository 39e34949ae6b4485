import type { CostLine, CostPlan, JobCost, ServiceCost, Usd } from '../planner/cost/cost-plan';
import { formatUsd } from '../planner/cost/format-usd';
import { count } from '../schemas/count';

/** At least, expected, at most. */
export function amounts({ min, expected, max }: Usd): string[] {
  return [min, expected, max].map((amount) => formatUsd(amount));
}

/** Region, item, what it is, and its amounts. */
export function costRow({ region, item, pool, quantity, monthly }: CostLine): string[] {
  return [region, pool === undefined ? item : `${item} of ${pool}`, quantity, ...amounts(monthly)];
}

/** What each service takes of the month, and what an hour of each job costs: name, what is counted, and the amounts. */
export function workloadRows(services: readonly ServiceCost[], jobs: readonly JobCost[]): string[][] {
  return [
    ...services.map(({ name, monthly }) => [name, 'a month', ...amounts(monthly)]),
    ...jobs.map(({ name, nodes, hourly: { min, expected, max } }) => {
      return [
        name,
        `an hour of ${count(nodes, 'node')}`,
        ...[min, expected, max].map((amount) => formatUsd(amount, true)),
      ];
    }),
  ];
}

/** What is missing in the sum. */
export function costGaps({ unknown, excluded }: CostPlan): string[] {
  return [
    ...unknown.map((price) =>
      price.kind === 'instance'
        ? `${price.instanceType} of pool ${price.pool} has no list price and counts as nothing`
        : `${price.region} has no published price ratio and counts as 1.25 times us-east-1`,
    ),
    ...excluded.map((text) => `not counted: ${text}`),
  ];
}
