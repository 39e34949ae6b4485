import type { CostPlan } from '../../../planner/cost/cost-plan';
import { formatUsd } from '../../../planner/cost/format-usd';
import type { Environment } from '../../../planner/environment/environment';
import { gpusOf, sumRanges } from '../../../planner/environment/pool-plan';
import { count, range } from '../../../schemas/count';
import type { Finding } from '../../../schemas/finding';
import { availability, seconds } from '../../number-text';
import type { ObjectiveRow, PromiseReport } from '../../promise-report';
import { type Html, html } from '../html';

/** What somebody wants to know who looks for ten seconds. */
export function keyFigures(
  environment: Environment,
  promise: PromiseReport,
  cost: CostPlan,
  findings: readonly Finding[],
): Html {
  return html`<dl class="figures">${promise.objectives.map(objectiveFigure)}${costFigure(cost, environment.budget?.monthlyUsd)}${gpuFigure(environment)}${findingFigure(findings)}</dl>`;
}

function figure(name: string, value: string | Html, note: string | Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd><dd>${note}</dd></div>\n`;
}

const names: Readonly<Record<ObjectiveRow['objective'], string>> = {
  availability: 'Availability, at worst',
  detection: 'Alert after, at worst',
  recovery: 'Recovery after, at worst',
};

function objectiveFigure(row: ObjectiveRow): Html {
  const { objective, promised, proved } = row;
  const value = objective === 'availability' ? availability(proved) : seconds(proved);
  const goal = objective === 'availability' ? `${promised} %` : seconds(promised);
  return figure(names[objective], value, html`objective ${goal} ${outcomeMark(row)}`);
}

const outcomes = {
  kept: { look: 'good', text: '✓ kept' },
  broken: { look: 'bad', text: '✕ broken' },
  'not promised': { look: '', text: 'not promised' },
} as const;

export function outcomeMark({ verdict }: ObjectiveRow): Html {
  const { look, text } = outcomes[verdict];
  return html`<span class="mark ${look}">${text}</span>`;
}

function costFigure({ monthly }: CostPlan, budget: number | undefined): Html {
  const extremes = `${formatUsd(monthly.min)} to ${formatUsd(monthly.max)}`;
  const over = budget !== undefined && monthly.expected > budget;
  const note =
    budget === undefined
      ? extremes
      : html`${extremes}<br>budget ${formatUsd(budget)} <span class="mark ${over ? 'bad' : 'good'}">${over ? '✕ exceeded' : '✓ kept'}</span>`;
  return figure('Cost a month, expected', formatUsd(monthly.expected), note);
}

function gpuFigure({ regions }: Environment): Html {
  const pools = regions.flatMap((region) => region.pools);
  const nodes = sumRanges(pools.map((pool) => pool.nodes));
  const gpus = sumRanges(pools.map(gpusOf));
  return figure('GPUs', range(gpus), `on ${range(nodes)} nodes in ${count(regions.length, 'region')}`);
}

function findingFigure(findings: readonly Finding[]): Html {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const others = findings.length - warnings;
  const note = findings.length === 0 ? 'no rule has anything to say' : html`<a href="#findings">what they say</a>`;
  const value = warnings > 0 || others === 0 ? count(warnings, 'warning') : count(others, 'note');
  return figure('Findings', value, note);
}
