import type { DiffReport } from '../../../diff/diff-report';
import { type SharedHeadline, sameTogether } from '../../../diff/headlines';
import { type Impact, impacts, impactTexts, isWorse } from '../../../diff/impact';
import { costText, isSameState, objectiveText, promised, verdictText } from '../../../diff/render/words';
import { type Html, html } from '../../html';
import type { Section } from '../../page';
import { folded } from '../../table';
import { impactMark } from './entries';
import { changedFindings, changeLevels } from './levels';

/** What a change of the spec does: the dangerous first, then each of the three levels. */
export function changesSection(report: DiffReport): Section {
  const { base, head, source, isEmpty } = report;
  const from =
    source === 'plan' ? 'Actions are those that Terraform has planned' : 'A forecast, made without the state';
  return {
    id: 'changes',
    short: 'Changes',
    title: capitalized(verdictText(report)),
    lead: html`From <code>${base}</code> to <code>${head}</code>. ${from}.`,
    body: isEmpty
      ? html`<p>The environment stays as it is: same resources, same Kubernetes objects.</p>${changedFindings(report)}`
      : html`${counts(report)}${promises(report)}${headlines(report)}${changeLevels(report)}`,
  };
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A strip as long as all changes, the worst first. */
function counts({ counts: of }: DiffReport): Html {
  const present = [...impacts].reverse().filter((impact) => of[impact] > 0);
  const look = (impact: Impact) => `danger${impacts.indexOf(impact)}`;
  return html`<div class="still"><div class="strip" aria-hidden="true">${present.map(
    (impact) => html`<span class="${look(impact)}" style="flex:${of[impact]}"></span>`,
  )}</div><ul class="key">${present.map(
    (impact) => html`<li class="${look(impact)}">${of[impact]} ${impactTexts[impact].word}</li>`,
  )}</ul></div>\n`;
}

function promises(report: DiffReport): Html {
  const cost = costText(report);
  const objectives = promised(report);
  const changed = objectives.filter(({ before, after }) => !isSameState(before, after));
  const lines = [
    ...(cost === undefined ? [] : [`Cost: ${cost}`]),
    ...changed.map((each) => `Objective: ${objectiveText(each)}`),
    ...(objectives.length > 0 && changed.length === 0 ? ['Objectives: as before'] : []),
  ];
  return html`<ul class="summary still">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function headlines(report: DiffReport): Html {
  const dangerous = report.headlines.filter(({ impact }) => isWorse(impact, 'in-place'));
  if (dangerous.length === 0) return html``;
  const alerts = sameTogether(dangerous).map(alert);
  const rest = alerts.slice(mostAlerts);
  return html`<div class="block"><h3>What needs attention</h3>${alerts.slice(0, mostAlerts)}${
    rest.length > 0 && folded(`${rest.length} more`, html`${rest}`)
  }</div>\n`;
}

/** More than these are folded. */
const mostAlerts = 12;

function alert({ subjects, impact, reason, needed }: SharedHeadline): Html {
  return html`<div class="alert" data-find>${impactMark(impact)}<div>${subjects.map(
    (subject) => html`<p><code>${subject}</code></p>`,
  )}<p>${reason}</p>${needed !== undefined && html`<p><strong>First:</strong> ${needed}</p>`}</div></div>\n`;
}
