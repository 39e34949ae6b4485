import { formatPath } from '../../../schemas/finding';
import type { DiffReport } from '../diff-report';
import { changedMeasures } from '../environment/measures';
import { type SharedHeadline, sameTogether, specSubject } from '../headlines';
import type { Judgement } from '../impact';
import { type Impact, impactTexts, isWorse } from '../impact';
import { showAddress, showValue } from '../values/show-value';
import {
  actionText,
  changeText,
  costText,
  countsText,
  findingsText,
  measureText,
  movedText,
  objectiveText,
  promised,
  verdictText,
} from './words';

/** Marks of a terminal, without colour if there is none. */
interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

/** A report for a terminal: verdict and numbers, what needs attention, then every change by level. */
export function renderText(report: DiffReport, paint: Paint): string {
  const { title, base, head, isEmpty, verdict } = report;
  const cost = costText(report);
  const findings = findingsText(report);
  const dangerous = report.headlines.filter(({ impact }) => isWorse(impact, 'in-place'));
  const parts = [
    [
      `${paint.bold(title)}: ${colored(verdict, verdictText(report), paint)} ${paint.dim(`(${base} → ${head})`)}`,
      ...(isEmpty
        ? []
        : [
            `changes  ${countsText(report.counts) || 'none'} ${paint.dim(report.source === 'plan' ? '(planned by Terraform)' : '(forecast)')}`,
          ]),
      ...(cost === undefined ? [] : [`cost     ${cost}`]),
      ...promised(report).map((objective) => `promise  ${objectiveText(objective)}`),
      ...(findings === undefined ? [] : [`findings ${findings}`]),
    ].join('\n'),
    block(
      'What needs attention',
      sameTogether(dangerous).map((same) => headlineText(same, paint)),
      paint,
    ),
    block(
      'Spec',
      report.spec.map(
        (change) =>
          `${mark(change, paint)} ${specSubject(change)}: ${showValue(change.before)} → ${showValue(change.after)}`,
      ),
      paint,
    ),
    block('Environment', measureLines(report), paint),
    block(
      'Stacks',
      report.stacks.map(
        (change) =>
          `${mark(change, paint)} ${change.action} ${change.stack} (${change.resources} resources): ${change.reason}`,
      ),
      paint,
    ),
    block(
      'Resources',
      report.resources.map((change) => resourceText(change, paint)),
      paint,
    ),
    block(
      'Kubernetes objects',
      report.manifests.map((change) =>
        [
          `${mark(change, paint)} ${change.action} ${change.region}: ${change.object}`,
          ...change.changes.map((each) => `    ${changeText(each)}`),
        ].join('\n'),
      ),
      paint,
    ),
    block(
      'Moved',
      report.moves.map((move) => `# ${move.stack}\n${movedText(move)}`),
      paint,
    ),
    block(
      'New findings',
      report.findings.added.map(
        ({ rule, severity, path, message, fix }) =>
          `${severity} ${rule}  ${formatPath(path)}\n  ${message}\n  fix ${fix}`,
      ),
      paint,
    ),
    block('The plan and the forecast differ', report.planDifferences, paint),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function block(title: string, entries: readonly string[], paint: Paint): string {
  if (entries.length === 0) return '';
  return [paint.bold(title), ...entries.map((entry) => entry.replace(/^/gm, '  '))].join('\n');
}

function headlineText({ subjects, impact, reason, needed }: SharedHeadline, paint: Paint): string {
  const lines = subjects.map((subject) => `${colored(impact, impactTexts[impact].word, paint)}  ${subject}`);
  return [...lines, `  why   ${reason}`, ...(needed === undefined ? [] : [`  to do ${needed}`])].join('\n');
}

function resourceText(change: DiffReport['resources'][number], paint: Paint): string {
  const lines = change.changes.map((each) => `    ${changeText(each)}`);
  const follows =
    change.follows.length === 0 ? [] : [paint.dim(`    follows ${change.follows.map(showAddress).join(', ')}`)];
  return [
    `${mark(change, paint)} ${actionText(change)} ${change.stack}: ${showAddress(change.address)}`,
    ...lines,
    ...follows,
  ].join('\n');
}

function measureLines({ environment }: DiffReport): string[] {
  return (environment === undefined ? [] : changedMeasures(environment)).map(
    ({ name, unit, before, after }) => `${name}: ${measureText(unit, before)} → ${measureText(unit, after)}`,
  );
}

function mark({ impact }: Judgement, paint: Paint): string {
  return colored(impact, `[${impactTexts[impact].word}]`, paint);
}

function colored(impact: Impact, text: string, paint: Paint): string {
  if (isWorse(impact, 'replace')) return paint.red(text);
  return isWorse(impact, 'in-place') ? paint.yellow(text) : paint.green(text);
}
