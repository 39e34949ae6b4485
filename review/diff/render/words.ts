import { formatUsd } from '../../../planner/cost/format-usd';
import { objectiveValue } from '../../number-text';
import type { DiffReport } from '../diff-report';
import {
  type EnvironmentChange,
  expectedCost,
  type MeasureChange,
  type ObjectiveChange,
  type ObjectiveState,
} from '../environment/measures';
import { impacts, impactTexts } from '../impact';
import type { ResourceChange } from '../resources/resource-change';
import type { ValueChange } from '../values/compare-values';
import { showValue } from '../values/show-value';

/** What a report says in one line. */
export function verdictText({ isEmpty, verdict }: DiffReport): string {
  return isEmpty ? 'no changes' : impactTexts[verdict].verdict;
}

/** How many changes have each impact, the worst first: `1 data loss, 3 in place`. */
export function countsText(counts: DiffReport['counts']): string {
  const parts = [...impacts]
    .reverse()
    .flatMap((impact) => (counts[impact] === 0 ? [] : [`${counts[impact]} ${impactTexts[impact].word}`]));
  return parts.join(', ');
}

/** The cost of a month before and after; undefined if nobody knows it. */
export function costText({ environment }: DiffReport): string | undefined {
  const cost = expectedCost(environment);
  if (cost?.after === undefined) return undefined;
  const { before, after } = cost;
  if (before === undefined) return `${formatUsd(after)} a month expected`;
  const difference = after - before;
  if (Math.abs(difference) < 0.5) return `${formatUsd(after)} a month expected, as before`;
  const percent = before === 0 ? '' : `, ${signed((difference / before) * 100, 1)} %`;
  return `${formatUsd(before)} → ${formatUsd(after)} a month expected (${difference > 0 ? '+' : '−'}${formatUsd(Math.abs(difference))}${percent})`;
}

/** What was promised before or is promised now; what never was is no news to a reviewer. */
export function promised({ environment }: DiffReport): readonly ObjectiveChange[] {
  return (environment?.objectives ?? []).filter(({ before, after }) =>
    [before, after].some((state) => state !== undefined && state.verdict !== 'not promised'),
  );
}

/** What becomes of an objective: `recovery kept: 204s against 228s (was kept: 192s)`. */
export function objectiveText({ objective, before, after }: ObjectiveChange): string {
  if (after === undefined) return `${objective}: no longer judged`;
  const was =
    before === undefined
      ? ''
      : isSameState(before, after)
        ? ', as before'
        : ` (was ${before.verdict}: ${provedText(objective, before)})`;
  return `${objective} ${after.verdict}: ${provedText(objective, after)} against ${objectiveValue(objective, after.promised)}${was}`;
}

export function isSameState(a: ObjectiveState | undefined, b: ObjectiveState | undefined): boolean {
  return a?.verdict === b?.verdict && a?.proved === b?.proved && a?.promised === b?.promised;
}

/** A number of an environment for people. */
export function measureText(unit: MeasureChange['unit'], value: number | undefined): string {
  if (value === undefined) return '–';
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'count':
      return String(value);
  }
}

/** How many findings the change brings and takes away; undefined if it does neither. */
export function findingsText({ findings: { added, fixed } }: DiffReport): string | undefined {
  const parts = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(fixed.length > 0 ? [`${fixed.length} gone`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** The objectives of which something else is proved; none where nobody knows what was. */
export function changedObjectives({ isBaseKnown, objectives }: EnvironmentChange): readonly ObjectiveChange[] {
  return isBaseKnown ? objectives.filter(({ before, after }) => !isSameState(before, after)) : [];
}

/** One difference in one line. */
export function changeText({ path, before, after }: ValueChange): string {
  return `${path}: ${showValue(before)} → ${showValue(after)}`;
}

/** What Terraform does, in words. */
export function actionText({ action, createFirst }: ResourceChange): string {
  if (action === 'replace') return createFirst ? 'replace, new one first' : 'replace, old one first';
  return action;
}

/** What an environment achieves, at worst. */
export function provedText(objective: ObjectiveChange['objective'], { proved }: ObjectiveState): string {
  return objectiveValue(objective, proved);
}

/** A move as a block, which Terraform takes from any file of a stack's folder. */
export function movedText({ from, to }: DiffReport['moves'][number]): string {
  return `moved {\n  from = ${from}\n  to   = ${to}\n}`;
}

function signed(value: number, digits: number): string {
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(digits)}`;
}
