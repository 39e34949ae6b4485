import { type Finding, formatPath } from '../../../schemas/finding';
import { type Html, html } from '../html';
import type { Section } from '../page';

const looks = { error: 'bad', warning: 'warn', info: '' } as const;

/** Undefined if there is nothing to say. */
export function findingsSection(findings: readonly Finding[]): Section | undefined {
  if (findings.length === 0) return undefined;
  return {
    id: 'findings',
    title: 'Findings',
    lead: 'What the rules say about the spec. Errors would keep it from being deployed.',
    body: html`${findings.map(findingEntry)}`,
  };
}

export function findingEntry({ rule, severity, path, message, expected, found, fix, location }: Finding): Html {
  const place = location === undefined ? '' : `${location.file}:${location.line}:${location.column}`;
  const facts = [
    ['field', formatPath(path)],
    ['place', place],
    ['expected', expected ?? ''],
    ['found', found ?? ''],
    ['what to do', fix],
    ['rule', rule],
  ];
  return html`<details class="entry" data-find><summary><span class="mark ${looks[severity]}">${severity}</span> ${message}</summary><div class="body"><dl>${facts.map(
    ([name = '', text = '']) => text !== '' && html`<dt>${name}</dt><dd>${text}</dd>`,
  )}</dl></div></details>\n`;
}
