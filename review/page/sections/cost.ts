import { addUsd, type CostLine, type CostPlan, type Usd } from '../../../planner/cost/cost-plan';
import { formatUsd } from '../../../planner/cost/format-usd';
import { amounts, costGaps, costRow, workloadRows } from '../../cost-text';
import { type Html, html } from '../html';
import type { Section } from '../page';
import { part } from '../part';
import { type Column, folded, table } from '../table';

const amountColumns: readonly Column[] = [
  { name: 'at least', isNumber: true },
  { name: 'expected', isNumber: true },
  { name: 'at most', isNumber: true },
];

/** What a month costs: by region, by pool and by workload, then line by line. */
export function costSection(cost: CostPlan, budget: number | undefined): Section {
  const { monthly, lines, services, jobs, averageLoad, asOf } = cost;
  const regions = sums(lines, ({ region }) => region);
  const pools = sums(lines, ({ pool }) => pool);
  const columns = (name: string) => [{ name }, ...amountColumns];
  const workloads = workloadRows(services, jobs);
  return {
    id: 'cost',
    title: 'Cost a month',
    short: 'Cost',
    lead: `List prices of ${asOf} in US dollars. Expected is with ${averageLoad} % of the room between smallest and largest sizes in use.`,
    body: html`${ranges([...regions, ['together', monthly]], monthly.max, budget)}
<div class="block"><h3>By region</h3>${table('Cost by region', columns('region'), [...rowsOf(regions), ['together', ...amounts(monthly)]])}</div>
<div class="block"><h3>By pool, in all its regions</h3>${table('Cost by pool', columns('pool'), rowsOf(pools))}</div>
${workloads.length > 0 && html`<div class="block"><h3>By workload</h3>${table('Cost by workload', [{ name: 'workload' }, { name: 'counted' }, ...amountColumns], workloads)}</div>`}
<div class="block"><h3>Details</h3>${folded('Every line', table('Every line of the cost', [{ name: 'region' }, { name: 'item' }, { name: 'what' }, ...amountColumns], lines.map(costRow)))}</div>
<ul class="noted still">${costGaps(cost).map((text) => html`<li>${text}</li>`)}</ul>`,
  };
}

function sums(lines: readonly CostLine[], keyOf: (line: CostLine) => string | undefined): (readonly [string, Usd])[] {
  const groups = new Map<string, Usd[]>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), line.monthly]);
  }
  return [...groups].map(([key, list]) => [key, addUsd(list)] as const);
}

function rowsOf(list: readonly (readonly [string, Usd])[]): string[][] {
  return list.map(([name, usd]) => [name, ...amounts(usd)]);
}

/** From the least to the most as a bar, with a point at what is expected. */
function ranges(list: readonly (readonly [string, Usd])[], most: number, budget: number | undefined): Html {
  const scale = Math.max(most, budget ?? 0) * 1.02;
  return html`<div class="still" aria-hidden="true">${list.map(
    ([name, { min, expected, max }]) =>
      html`<div class="row"><div>${name}</div><div class="track"><span class="reach" style="left:${part(min, scale)};width:${part(max - min, scale)}"></span><span class="point" style="left:${part(expected, scale)}"></span>${
        budget !== undefined &&
        name === 'together' &&
        html`<span class="limit" style="left:${part(budget, scale)}" title="budget ${formatUsd(budget)}"></span>`
      }</div><div class="sum">${formatUsd(expected)}</div></div>\n`,
  )}</div>`;
}
