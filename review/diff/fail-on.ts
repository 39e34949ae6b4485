import { formatUsd } from '../../planner/cost/format-usd';
import type { DiffReport } from './diff-report';
import { expectedCost } from './environment/measures';
import { type Impact, isWorse } from './impact';

/** What makes a change unacceptable. */
export type Condition =
  | { readonly kind: 'impact'; readonly impact: Impact }
  | { readonly kind: 'cost'; readonly percent: number }
  | { readonly kind: 'cost'; readonly usd: number }
  | { readonly kind: 'objective-broken' };

const impactNames = ['rolling', 'replace', 'downtime', 'data-loss', 'blocked'] as const satisfies readonly Impact[];

/** What `--fail-on` takes, for help texts. */
export const conditionHelp = `${impactNames.join(', ')}, cost>10%, cost>5000 or objective-broken`;

/** Undefined for anything else than {@link conditionHelp} names. */
export function parseCondition(text: string): Condition | undefined {
  if (text === 'objective-broken') return { kind: 'objective-broken' };
  const impact = impactNames.find((name) => name === text);
  if (impact !== undefined) return { kind: 'impact', impact };
  const [, number, percent] = /^cost>\s*(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return percent === '%' ? { kind: 'cost', percent: Number(number) } : { kind: 'cost', usd: Number(number) };
}

/** What of a report meets a condition, in words; empty if nothing does. An impact stands for worse ones as well. */
export function metBy(condition: Condition, report: DiffReport): string[] {
  switch (condition.kind) {
    case 'impact': {
      const found = report.headlines.filter(({ impact }) => !isWorse(condition.impact, impact));
      const [first] = found;
      if (first === undefined) return [];
      const others = found.length > 1 ? ` and ${found.length - 1} more` : '';
      return [`${first.impact}: ${first.subject}${others}`];
    }
    case 'cost': {
      const { before, after } = expectedCost(report.environment) ?? {};
      if (before === undefined || after === undefined) return [];
      const grows = after - before;
      const limit = 'percent' in condition ? (before * condition.percent) / 100 : condition.usd;
      return grows > limit ? [`the expected cost of a month grows by ${formatUsd(grows)}`] : [];
    }
    case 'objective-broken':
      return (report.environment?.objectives ?? [])
        .filter(({ after, before }) => after?.verdict === 'broken' && before?.verdict !== 'broken')
        .map(({ objective, after }) => `the objective ${objective} is broken: ${after?.binding ?? ''}`);
  }
}
