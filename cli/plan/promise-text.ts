import { isServed, type Outcome } from '../../planner/availability/region-loss';
import { type Phase, phases } from '../../planner/availability/time-budget';
import { objectiveValue } from '../../review/number-text';
import type { BudgetRow, ObjectiveRow, PromiseReport, TermRow } from '../../review/promise-report';
import { type Content, section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';

/** The proof of the objectives as tables for people; the objectives themselves come last. */
export function promiseSections(report: PromiseReport, colors: Colors): (string | undefined)[] {
  if (report.objectives.length === 0) return [];
  return [
    section('Time budget of failures in seconds, typical–worst', budgetTable(report), colors),
    section('Loss of a region at the busiest hour', lossTable(report), colors),
    section('Assumptions', assumptionTable(report), colors),
    section('Objectives', objectiveTable(report, colors), colors),
  ];
}

function budgetTable({ timeBudgets }: PromiseReport): Content {
  return {
    columns: ['failure', 'slowest for', 'in', 'alert', ...phases, 'recovered'],
    rows: timeBudgets.map((row) => [
      row.failure,
      row.service,
      row.region,
      spanText(row.alert),
      ...phases.map((phase) => phaseText(row, phase)),
      spanText(row.recovery),
    ]),
    right: [3, 4, 5, 6, 7, 8, 9],
  };
}

function phaseText({ recoveryTerms }: BudgetRow, phase: Phase): string {
  const terms = recoveryTerms.filter((term) => term.phase === phase);
  return terms.length === 0 ? '-' : spanText({ typical: sum(terms, 'typical'), worst: sum(terms, 'worst') });
}

function sum(terms: readonly TermRow[], figure: 'typical' | 'worst'): number | null {
  return terms.reduce<number | null>((total, term) => {
    const value = term[figure];
    return total === null || value === null ? null : total + value;
  }, 0);
}

/** One row for each service: what it has in all remaining regions together. */
function lossTable({ regionLosses }: PromiseReport): Content {
  return {
    columns: [
      'lost',
      'its users',
      'service',
      'tier',
      'served from',
      'runs',
      'needed',
      'settles at',
      'outcome',
      'ready after',
    ],
    rows: regionLosses.flatMap(({ lost, users, services }) => {
      const names = [...new Set(services.map(({ service }) => service))];
      const rows = names.map((name) => serviceRow(services.filter(({ service }) => service === name)));
      const first = [lost, `${number(users)} %`];
      if (rows.length === 0) return [[...first, '-', '-', '-', '-', '-', '-', 'nobody takes over', '-']];
      return rows.map((row, index) => [...(index === 0 ? first : ['', '']), ...row]);
    }),
    right: [1, 5, 6, 7],
  };
}

type ServiceRow = PromiseReport['regionLosses'][number]['services'][number];

/** From good to bad. */
const outcomes: readonly Outcome[] = ['stays', 'scales', 'shed', 'short'];

function serviceRow(places: readonly ServiceRow[]): string[] {
  const sumOf = (figure: 'running' | 'needed' | 'settled') =>
    String(places.reduce((total, place) => total + place[figure], 0));
  const worst = places.reduce((a, b) => (outcomes.indexOf(b.outcome) > outcomes.indexOf(a.outcome) ? b : a));
  const slowest = places.reduce((a, b) => ((b.warm.worst ?? 0) > (a.warm.worst ?? 0) ? b : a));
  return [
    worst.service,
    worst.tier,
    places.map(({ region }) => region).join('\n'),
    sumOf('running'),
    sumOf('needed'),
    sumOf('settled'),
    worst.outcome,
    isServed(worst.outcome) ? (slowest.warm.worst === 0 ? 'at once' : spanText(slowest.warm)) : 'repair',
  ];
}

function assumptionTable({ assumptions }: PromiseReport): Content {
  return {
    columns: ['assumption', 'value'],
    rows: assumptions.map(({ assumption, value }) => [assumption, value.replaceAll('; ', '\n')]),
  };
}

function objectiveTable({ objectives }: PromiseReport, colors: Colors): Content {
  return {
    columns: ['objective', 'promised', 'proved', 'margin', 'verdict', 'binding term', 'setting'],
    rows: objectives.map((row) => [
      row.objective,
      objectiveValue(row.objective, row.promised),
      objectiveValue(row.objective, row.proved),
      marginText(row),
      verdictText(row, colors),
      row.binding,
      row.path === undefined || row.setting.startsWith(row.path) ? row.setting : `${row.path}\n${row.setting}`,
    ]),
    right: [1, 2, 3],
  };
}

/** Minutes of a 30-day window say more than hundredths of a per cent. */
function marginText(row: ObjectiveRow): string {
  if (row.margin === null) return '-';
  const sign = row.margin >= 0 ? '+' : '−';
  const size = Math.abs(row.margin);
  if (row.objective !== 'availability') return `${sign}${number(size)}s`;
  return `${sign}${number((size / 100) * 30 * 24 * 60)} min in 30 d`;
}

function verdictText({ verdict }: ObjectiveRow, colors: Colors): string {
  return { kept: colors.green, broken: colors.red, 'not promised': colors.dim }[verdict](verdict);
}

function spanText({ typical, worst }: { readonly typical: number | null; readonly worst: number | null }): string {
  if (typical === null || worst === null) return 'never';
  return typical === worst ? number(worst) : `${number(typical)}–${number(worst)}`;
}

function number(value: number): string {
  return String(Number(value.toFixed(1)));
}
