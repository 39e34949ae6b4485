import { isServed } from '../../../planner/availability/region-loss';
import { availability, number, seconds, span } from '../../number-text';
import type { ObjectiveRow, PromiseReport } from '../../promise-report';
import { type Html, html } from '../html';
import type { Section } from '../page';
import { folded, table } from '../table';
import { outcomeMark } from './figures';

/** Undefined for an environment that serves nothing. */
export function objectivesSection(promise: PromiseReport): Section | undefined {
  if (promise.objectives.length === 0) return undefined;
  const columns = [
    { name: 'objective' },
    { name: 'promised', isNumber: true },
    { name: 'proved', isNumber: true },
    { name: 'margin', isNumber: true },
    { name: 'verdict' },
    { name: 'what decides it' },
    { name: 'setting' },
  ] as const;
  const rows = promise.objectives.map((row) => [
    row.objective,
    row.objective === 'availability' ? `${row.promised} %` : seconds(row.promised),
    row.objective === 'availability' ? availability(row.proved) : seconds(row.proved),
    margin(row),
    outcomeMark(row),
    row.binding,
    setting(row),
  ]);
  return {
    id: 'objectives',
    title: 'Objectives',
    lead: 'What the environment achieves at worst, computed from the intervals, thresholds and capacities that it is built with.',
    body: html`<div class="block">${table('Objectives', columns, rows)}</div>${losses(promise)}${assumptions(promise)}`,
  };
}

/** Minutes of a 30-day window say more than hundredths of a per cent. */
function margin({ objective, margin: value }: ObjectiveRow): string {
  if (value === null) return '–';
  const sign = value >= 0 ? '+' : '−';
  const size = Math.abs(value);
  return objective === 'availability'
    ? `${sign}${number((size / 100) * 30 * 24 * 60)} min in 30 days`
    : `${sign}${seconds(size)}`;
}

/** A setting with its value; what the value belongs to where it does not say so itself. */
export function setting({ setting: text, path }: { readonly setting: string; readonly path?: string }): Html {
  if (path === undefined) return html`${text}`;
  return text.startsWith(path) ? html`<code>${text}</code>` : html`${text} <code class="dim">${path}</code>`;
}

function losses({ regionLosses }: PromiseReport): Html | false {
  const rows = regionLosses.flatMap(({ lost, users, services }) =>
    services.length === 0
      ? [[lost, `${number(users)} %`, '–', '–', '–', '–', 'nobody takes over', '–']]
      : services.map(({ service, tier, region, running, needed, settled, outcome, warm }) => [
          lost,
          `${number(users)} %`,
          `${service} (${tier})`,
          region,
          running,
          `${needed} → ${settled}`,
          outcome,
          isServed(outcome) ? (warm.worst === 0 ? 'at once' : span(warm)) : 'after repair',
        ]),
  );
  const columns = [
    { name: 'lost region' },
    { name: 'its users', isNumber: true },
    { name: 'service' },
    { name: 'served from' },
    { name: 'replicas running', isNumber: true },
    { name: 'needed → settle at', isNumber: true },
    { name: 'outcome' },
    { name: 'ready' },
  ] as const;
  return rows.length > 0 && folded('Loss of a region at the busiest hour', table('Loss of a region', columns, rows));
}

function assumptions({ assumptions: list }: PromiseReport): Html {
  const rows = list.map(({ assumption, value }) => [assumption, value]);
  return folded(
    'What the proof takes for granted',
    table('Assumptions', [{ name: 'assumption' }, { name: 'value' }], rows),
  );
}
