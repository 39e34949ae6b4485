import { count } from '../../../schemas/count';
import { formatPath } from '../../../schemas/finding';
import type { DiffReport } from '../diff-report';
import { changedMeasures } from '../environment/measures';
import { type SharedHeadline, sameTogether, specSubject } from '../headlines';
import { type Impact, impactTexts, isWorse } from '../impact';
import { showAddress, showValue } from '../values/show-value';
import { withinBudget } from './budget';
import {
  actionText,
  changedObjectives,
  changeText,
  costText,
  countsText,
  findingsText,
  measureText,
  movedText,
  objectiveText,
  promised,
  provedText,
  verdictText,
} from './words';

/** GitHub refuses longer comments. Source: GitHub REST API, "Issue comments" (`body` is too long, maximum is 65536). */
export const longestComment = 65_536;

/** Characters of one folded section; all of them together and the summary stay below {@link longestComment}. */
const sectionCharacters = 9_000;

/** Rows of the summary: one screen. */
const summaryRows = 8;

/** First line of every comment about an environment, by which the one that is there is found and updated. */
export function commentMarker(title: string): string {
  return `<!-- ninefold-diff: ${title.replace(/--+|>/g, '-')} -->`;
}

const marks: Readonly<Record<Impact, string>> = {
  none: '⚪',
  'in-place': '🟢',
  rolling: '🟡',
  replace: '🟠',
  downtime: '🔴',
  'data-loss': '🔴',
  blocked: '⛔',
};

/** A report as a comment on a pull request: what matters in the first screen, the rest folded. */
export function renderMarkdown(report: DiffReport): string {
  const { title, base, head, isEmpty, verdict } = report;
  const mark = isEmpty ? '✅' : marks[verdict];
  const first = [commentMarker(title), `### ${mark} Ninefold: ${code(title)}: ${verdictText(report)}`, ''];
  const compared = `Compared: ${code(base)} → ${code(head)}`;
  if (isEmpty && report.findings.added.length === 0) {
    return [
      ...first,
      'The environment stays as it is: same resources, same Kubernetes objects.',
      '',
      compared,
      '',
    ].join('\n');
  }
  const text = [...first, ...summary(report), compared, '', ...sections(report)].join('\n');
  // The sections are bounded; what cannot happen must not make the comment fail.
  return text.length < longestComment ? text : `${text.slice(0, longestComment - 100)}\n\n… cut: see the JSON report\n`;
}

function summary(report: DiffReport): string[] {
  const cost = costText(report);
  const findings = findingsText(report);
  const dangerous = sameTogether(report.headlines.filter(({ impact }) => isWorse(impact, 'in-place')));
  const source = report.source === 'plan' ? 'planned by Terraform' : 'forecast';
  return [
    `- **Changes** (${source}): ${countsText(report.counts) || 'none'}`,
    ...(cost === undefined ? [] : [`- **Cost**: ${cost}`]),
    ...promised(report).map((objective) => `- **Promise**: ${objectiveText(objective)}`),
    ...(findings === undefined ? [] : [`- **Findings**: ${findings}`]),
    '',
    ...(dangerous.length === 0 ? [] : [...headlineTable(dangerous.slice(0, summaryRows)), '']),
    ...(dangerous.length > summaryRows ? [`… and ${dangerous.length - summaryRows} more below`, ''] : []),
  ];
}

function headlineTable(headlines: readonly SharedHeadline[]): string[] {
  return [
    '| impact | what | why | to do |',
    '| --- | --- | --- | --- |',
    ...headlines.map(({ impact, subjects, reason, needed }) =>
      row([`${marks[impact]} ${impactTexts[impact].word}`, subjectsText(subjects), reason, needed ?? '']),
    ),
  ];
}

/** More than these are counted. */
const mostSubjects = 4;

function subjectsText(subjects: readonly string[]): string {
  const more = subjects.length - mostSubjects;
  return [...subjects.slice(0, mostSubjects).map(code), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function sections(report: DiffReport): string[] {
  return [
    ...folded(
      `Spec: ${count(report.spec.length, 'field')}`,
      ['| field | before | after | impact |', '| --- | --- | --- | --- |'],
      report.spec.map((change) =>
        row([
          code(specSubject(change)),
          code(showValue(change.before)),
          code(showValue(change.after)),
          impactTexts[change.impact].word,
        ]),
      ),
    ),
    ...environmentSection(report),
    ...folded(
      `Stacks: ${report.stacks.length}`,
      ['| stack | change | impact | why | to do |', '| --- | --- | --- | --- | --- |'],
      report.stacks.map(({ stack, action, impact, resources, reason, needed }) =>
        row([code(stack), `${action}, ${resources} resources`, impactTexts[impact].word, reason, needed ?? '']),
      ),
    ),
    ...folded(
      `Resources: ${report.resources.length}`,
      [],
      report.resources.map((change) => {
        const lines = [
          ...change.changes.map(changeText),
          ...(change.follows.length > 0 ? [`follows ${change.follows.map(showAddress).join(', ')}`] : []),
        ];
        const details =
          lines.length === 0
            ? ''
            : lines
                .slice(0, 12)
                .map((line) => `\n  - ${code(line)}`)
                .join('');
        const more = lines.length > 12 ? `\n  - … ${lines.length - 12} more` : '';
        return `- ${marks[change.impact]} ${actionText(change)} ${code(`${change.stack}: ${showAddress(change.address)}`)}: ${plain(change.reason)}${details}${more}`;
      }),
    ),
    ...folded(
      `Kubernetes objects: ${report.manifests.length}`,
      [],
      report.manifests.map(({ impact, action, region, object, reason, changes }) => {
        const details = changes
          .slice(0, 12)
          .map((change) => `\n  - ${code(changeText(change))}`)
          .join('');
        const more = changes.length > 12 ? `\n  - … ${changes.length - 12} more` : '';
        return `- ${marks[impact]} ${action} ${code(`${region}: ${object}`)}: ${plain(reason)}${details}${more}`;
      }),
    ),
    ...movedSection(report),
    ...folded(
      `New findings: ${report.findings.added.length}`,
      [],
      report.findings.added.map(
        ({ rule, severity, path, message, fix }) =>
          `- **${severity}** ${code(rule)} at ${code(formatPath(path))}: ${plain(message)}. ${plain(fix)}`,
      ),
    ),
    ...folded(
      `The plan and the forecast differ: ${report.planDifferences.length}`,
      [],
      report.planDifferences.map((line) => `- ${plain(line)}`),
    ),
  ];
}

function environmentSection({ environment }: DiffReport): string[] {
  if (environment === undefined) return [];
  const measures = changedMeasures(environment);
  const objectives = changedObjectives(environment);
  return folded(
    `Environment: ${count(measures.length + objectives.length, 'number')}`,
    ['| what | before | after |', '| --- | ---: | ---: |'],
    [
      ...measures.map(({ name, unit, before, after }) =>
        row([name, measureText(unit, before), measureText(unit, after)]),
      ),
      ...objectives.map(({ objective, before, after }) =>
        row([
          `${objective}, proved`,
          before ? `${provedText(objective, before)} (${before.verdict})` : '–',
          after ? `${provedText(objective, after)} (${after.verdict})` : '–',
        ]),
      ),
    ],
  );
}

function movedSection({ moves }: DiffReport): string[] {
  if (moves.length === 0) return [];
  const stacks = [...new Set(moves.map(({ stack }) => stack))];
  return folded(
    `Moved: ${moves.length}`,
    ['Put each into its stack as `moved.tf`; without it Terraform deletes the object and makes another.', ''],
    stacks.flatMap((stack) => [
      `**${stack}**`,
      '```hcl',
      ...moves.filter((move) => move.stack === stack).map(movedText),
      '```',
    ]),
  );
}

function folded(title: string, head: readonly string[], rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const body = withinBudget(rows, sectionCharacters, (count) => `\n… ${count} more: see the JSON report`);
  return [`<details><summary>${title}</summary>`, '', ...head, ...body, '', '</details>', ''];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
}

/** Text of the spec must not become markup, mentions of people or links of issues. */
function code(text: string): string {
  const clean = text.replace(/\n/g, ' ').replace(/`/g, "'");
  return clean === '' ? '' : `\`${clean}\``;
}

function plain(text: string): string {
  return text.replace(/[<>]/g, (character) => (character === '<' ? '&lt;' : '&gt;')).replace(/@/g, '@\u200b');
}
