import { type Phase, phases } from '../../../planner/availability/time-budget';
import { seconds, span } from '../../number-text';
import type { BudgetRow, PromiseReport, TermRow } from '../../promise-report';
import { type Html, html } from '../html';
import type { Section } from '../page';
import { part } from '../part';
import { table } from '../table';
import { setting } from './objectives';

const phaseNames: Readonly<Record<Phase, string>> = {
  detect: 'detection',
  decide: 'decision',
  switch: 'switch',
  propagate: 'propagation',
  warm: 'warm-up',
};

const failureNames: Readonly<Record<string, string>> = {
  process: 'A process dies',
  hang: 'An engine hangs',
  gpu: 'A GPU fails',
  node: 'A node fails',
  zone: 'A zone is lost',
  region: 'A region is lost',
};

/** Undefined for an environment that serves nothing. */
export function failoverSection({ timeBudgets, objectives }: PromiseReport): Section | undefined {
  if (timeBudgets.length === 0) return undefined;
  const goal = objectives.find(({ objective }) => objective === 'recovery')?.promised;
  const longest = Math.max(goal ?? 0, ...timeBudgets.map(({ recovery }) => recovery.worst ?? 0));
  return {
    id: 'failover',
    title: 'Failover timeline',
    short: 'Failover',
    lead: `From a failure until users no longer notice it, for the service and region that take longest. Bars are the worst case, the dotted line is the typical one${goal === undefined ? '' : `, the solid line the objective of ${seconds(goal)}`}.`,
    body: html`<ul class="key still" aria-label="Colours">${phases.map((phase, index) => html`<li class="f${index}">${phaseNames[phase]}</li>`)}</ul>
<div class="timeline">${timeBudgets.map((budget) => budgetRow(budget, longest * 1.04, goal))}</div>`,
  };
}

function budgetRow(budget: BudgetRow, scale: number, goal: number | undefined): Html {
  const { failure, service, region, recovery, recoveryTerms, alert, alertTerms } = budget;
  const summary = `Alert after ${span(alert)}; ${recoveryTerms.length} steps and the settings that they follow from`;
  return html`<div class="block"><div class="row still"><div><strong>${failureNames[failure] ?? failure}</strong> <span class="place">${service} in ${region}</span></div><div class="track" aria-hidden="true">${bar(budget, scale)}${
    goal !== undefined && html`<span class="limit" style="left:${part(goal, scale)}"></span>`
  }</div><div class="sum">${span(recovery)}</div></div>
<details class="steps"><summary>${summary}</summary><div class="body">${table(
    `Recovery when ${failure} fails`,
    columns,
    [
      ...alertTerms.map((term) => termRow('alert', term)),
      ...recoveryTerms.map((term) => termRow(phaseNames[term.phase], term)),
    ],
  )}</div></details></div>\n`;
}

const columns = [
  { name: 'step' },
  { name: 'what happens' },
  { name: 'typical', isNumber: true },
  { name: 'at worst', isNumber: true },
  { name: 'setting' },
] as const;

function termRow(step: string, term: TermRow) {
  return [step, term.what, seconds(term.typical), seconds(term.worst), setting(term)];
}

/** One piece for each phase, one after the other. */
function bar({ recoveryTerms, recovery }: BudgetRow, scale: number): Html {
  if (recovery.worst === null) return html`<span class="never">nothing but repair ends it</span>`;
  let start = 0;
  const pieces = phases.map((phase, index) => {
    const length = recoveryTerms
      .filter((term) => term.phase === phase)
      .reduce((sum, { worst }) => sum + (worst ?? 0), 0);
    const left = start;
    start += length;
    return (
      length > 0 &&
      html`<span class="f${index}" style="left:${part(left, scale)};width:${part(length, scale)}" title="${phaseNames[phase]}: ${seconds(length)}"></span>`
    );
  });
  return html`${pieces}<span class="likely" style="left:${part(recovery.typical ?? 0, scale)}"></span>`;
}
