import { ruleTexts } from '../../../cli/rule-texts';
import type { RuleText } from '../../../schemas/problems';
import { anchorOf, item, pageHead, plain } from './markdown';

/** `docs/reference/rules.md`: every kind of finding, by area, with the texts of `ninefold explain`. */
export function rulesPage(): string {
  const rules = ruleTexts();
  const areas = [...new Set(rules.map(areaOf))];
  return `${[
    pageHead(
      'The rules',
      [
        `All ${rules.length} kinds of findings, as \`ninefold explain RULE\` prints them. An _error_ would fail or break the promise; with`,
        'a _warning_ the environment works, and somebody will regret it. `suppress` of the spec hides a warning, with a reason',
        'and an end date.',
      ].join('\n'),
    ),
    areas.map((area) => item(`[\`${area}\`](#${anchorOf(area)})`)).join('\n'),
    ...areas.flatMap((area) => [`## ${area}`, ...rules.filter((rule) => areaOf(rule) === area).map(section)]),
  ].join('\n\n')}\n`;
}

function areaOf({ id }: RuleText): string {
  return id.split('/')[0] ?? id;
}

function section({ id, severity, summary, why, fix, source }: RuleText): string {
  const rows = [
    ['Why', why],
    ['Fix', fix],
    ['Source', source],
  ].map(([label, text]) => item(`_${label}_: ${plain(text ?? '')}`));
  return [`### ${id}`, `**${severity}** · ${plain(summary)}`, rows.join('\n')].join('\n\n');
}
