import { type Impact, impactTexts, type Judgement } from '../../../diff/impact';
import type { ValueChange } from '../../../diff/values/compare-values';
import { showValue } from '../../../diff/values/show-value';
import { type Html, html } from '../../html';

/** One change of a stack, a resource or a Kubernetes object. */
export interface Entry extends Judgement {
  /** What is done: `update`. */
  readonly what: string;
  readonly subject: string;
  readonly changes: readonly ValueChange[];
  /** More to know about it. */
  readonly notes: readonly string[];
}

const looks: Readonly<Record<Impact, string>> = {
  none: '',
  'in-place': '',
  rolling: 'warn',
  replace: 'warn',
  downtime: 'bad',
  'data-loss': 'bad',
  blocked: 'bad',
};

export function impactMark(impact: Impact): Html {
  const { word, verdict } = impactTexts[impact];
  return html`<span class="mark ${looks[impact]}" title="${verdict}">${word}</span>`;
}

/** Entries that differ in nothing but their subject are one: a tag of everything shall not be a hundred lines. */
export function changeEntries(entries: readonly Entry[], mostLines: number): Html {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { subject: _, ...rest } = entry;
    const key = JSON.stringify(rest);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  return html`${[...groups.values()].map((same) => entryMarkup(same, mostLines))}`;
}

/** Characters that all lines of changes together may take, so that the largest page stays below two megabytes. */
const roomForLines = 900_000;

/**
 * How many lines each change can show of what differs: more than 40 nobody reads here, and of a change of everything in a
 * large environment there is room for fewer.
 */
export function linesThatFit(all: readonly (readonly ValueChange[])[]): number {
  const room = (most: number) =>
    all.reduce((sum, changes) => sum + changes.slice(0, most).reduce((size, line) => size + sizeOf(line), 0), 0);
  return [40, 12, 4, 1].find((most) => room(most) <= roomForLines) ?? 0;
}

/** Of its markup, about. */
function sizeOf({ path, before, after }: ValueChange): number {
  return 60 + path.length + showValue(before).length + showValue(after).length;
}

function entryMarkup(same: readonly Entry[], mostLines: number): Html {
  const [first] = same;
  if (first === undefined) return html``;
  const { impact, what, subject, reason, needed, changes, notes } = first;
  const name = same.length === 1 ? html`<code>${subject}</code>` : html`${same.length} of them`;
  const title = html`${impactMark(impact)} ${what} ${name}`;
  const more =
    changes.length > mostLines &&
    html`<li class="dim">${changes.length - mostLines} more, which ninefold diff shows</li>`;
  return html`<details class="entry" data-find><summary>${title}</summary><div class="body"><p>${reason}${
    needed !== undefined && html`. <strong>First:</strong> ${needed}`
  }</p>${notes.map((note) => html`<p class="dim small">${note}</p>`)}${
    changes.length > 0 && html`<ul class="values">${changes.slice(0, mostLines).map(valueLine)}${more}</ul>`
  }${same.length > 1 && html`<ul class="small">${same.map(({ subject: each }) => html`<li><code>${each}</code></li>`)}</ul>`}</div></details>\n`;
}

function valueLine({ path, before, after }: ValueChange): Html {
  return html`<li><code>${path}: ${before !== undefined && html`<del>${showValue(before)}</del>`}${
    before !== undefined && after !== undefined && ' → '
  }${after !== undefined && html`<ins>${showValue(after)}</ins>`}</code></li>`;
}
