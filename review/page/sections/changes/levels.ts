import { count } from '../../../../schemas/count';
import type { DiffReport } from '../../../diff/diff-report';
import { changedMeasures } from '../../../diff/environment/measures';
import { specSubject } from '../../../diff/headlines';
import type { ManifestChange } from '../../../diff/manifests/compare-manifests';
import { actionText, changedObjectives, measureText, movedText, provedText } from '../../../diff/render/words';
import type { ResourceChange, StackChange } from '../../../diff/resources/resource-change';
import { showAddress, showValue } from '../../../diff/values/show-value';
import { type Html, html } from '../../html';
import { folded, table } from '../../table';
import { findingEntry } from '../findings';
import { changeEntries, type Entry, impactMark, linesThatFit } from './entries';

/** Details of every level, folded except for the spec and the numbers of the environment. */
export function changeLevels(report: DiffReport): Html {
  const { spec, stacks, resources, manifests, moves, planDifferences } = report;
  const mostLines = linesThatFit([...resources, ...manifests].map(({ changes }) => changes));
  return html`<div class="titled still"><h3>All changes</h3><p class="tools" hidden><button type="button" data-open="true">Open all</button><button type="button" data-open="false">Close all</button></p></div>
${[
  spec.length > 0 && folded(`Spec: ${count(spec.length, 'field')}`, specTable(report), spec.length <= 12),
  environment(report),
  stacks.length > 0 && folded(`Stacks: ${stacks.length}`, changeEntries(stacks.map(stackEntry), mostLines)),
  entriesBy('Resources', resources, ({ stack }) => stack, resourceEntry, mostLines),
  entriesBy('Kubernetes objects', manifests, ({ region }) => region, manifestEntry, mostLines),
  moves.length > 0 && folded(`Moved: ${moves.length}`, moved(report)),
  changedFindings(report),
  planDifferences.length > 0 &&
    folded(
      `Plan and forecast differ: ${planDifferences.length}`,
      html`<ul>${planDifferences.map((line) => html`<li data-find>${line}</li>`)}</ul>`,
    ),
]}`;
}

function stackEntry({ stack, action, resources, impact, reason, needed }: StackChange): Entry {
  const what = `${action}, ${count(resources, 'resource')}`;
  return { what, subject: stack, changes: [], notes: [], impact, reason, ...(needed !== undefined && { needed }) };
}

function resourceEntry(change: ResourceChange): Entry {
  const { address, from, changes, follows, impact, reason, needed } = change;
  const notes = [
    ...(from === undefined ? [] : [`was ${showAddress(from)}`]),
    ...(follows.length === 0 ? [] : [`follows ${follows.map(showAddress).join(', ')}`]),
  ];
  const judgement = { impact, reason, ...(needed !== undefined && { needed }) };
  return { ...judgement, what: actionText(change), subject: showAddress(address), changes, notes };
}

function manifestEntry({ object, action, changes, impact, reason, needed }: ManifestChange): Entry {
  return { what: action, subject: object, changes, notes: [], impact, reason, ...(needed !== undefined && { needed }) };
}

/** One fold for each stack or region. */
function entriesBy<T>(
  title: string,
  changes: readonly T[],
  groupOf: (change: T) => string,
  entryOf: (change: T) => Entry,
  mostLines: number,
): Html {
  const groups = new Map<string, Entry[]>();
  for (const change of changes) {
    const group = groupOf(change);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [entryOf(change)]);
    else known.push(entryOf(change));
  }
  return html`${[...groups].map(([group, entries]) =>
    folded(`${title} in ${group}: ${entries.length}`, changeEntries(entries, mostLines)),
  )}`;
}

function specTable({ spec }: DiffReport): Html {
  const columns = [{ name: 'field' }, { name: 'before' }, { name: 'after' }, { name: 'impact' }, { name: 'why' }];
  const rows = spec.map((change) => [
    html`<code>${specSubject(change)}</code>`,
    html`<code>${showValue(change.before)}</code>`,
    html`<code>${showValue(change.after)}</code>`,
    impactMark(change.impact),
    change.reason,
  ]);
  return table('Fields of the spec', columns, rows);
}

function environment({ environment: change }: DiffReport): Html | false {
  if (change === undefined) return false;
  const objectives = changedObjectives(change);
  const rows = [
    ...changedMeasures(change).map(({ name, unit, before, after }) => [
      name,
      measureText(unit, before),
      measureText(unit, after),
    ]),
    ...objectives.map(({ objective, before, after }) => [
      `${objective}, proved`,
      before ? `${provedText(objective, before)} (${before.verdict})` : '–',
      after ? `${provedText(objective, after)} (${after.verdict})` : '–',
    ]),
  ];
  const columns = [{ name: 'what' }, { name: 'before', isNumber: true }, { name: 'after', isNumber: true }] as const;
  return (
    rows.length > 0 && folded(`Environment: ${count(rows.length, 'number')}`, table('Environment', columns, rows), true)
  );
}

function moved({ moves }: DiffReport): Html {
  const stacks = [...new Set(moves.map(({ stack }) => stack))];
  return html`<p>Put each into the folder of its stack as <code>moved.tf</code>; without it Terraform deletes the object and makes another.</p>${stacks.map(
    (stack) =>
      html`<div data-find><strong>${stack}</strong><pre tabindex="0">${moves
        .filter((move) => move.stack === stack)
        .map(movedText)
        .join('\n')}</pre></div>`,
  )}`;
}

export function changedFindings({ findings: { added, fixed } }: DiffReport): Html {
  return html`${added.length > 0 && folded(`New findings: ${added.length}`, html`${added.map(findingEntry)}`, true)}${
    fixed.length > 0 && folded(`Findings that are gone: ${fixed.length}`, html`${fixed.map(findingEntry)}`)
  }`;
}
