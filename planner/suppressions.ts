import { type Finding, isWithin, type Path } from '../schemas/finding';
import type { Project } from '../schemas/project';
import { suggestFrom } from '../schemas/suggest';
import type { Rule, Subject } from './rules/rule';

/** The rules about suppressions themselves, which run after all others. */
export const suppressionRules: readonly Omit<Rule, 'check'>[] = [
  {
    id: 'suppress/unknown-rule',
    severity: 'error',
    summary: 'A suppression names a rule that exists.',
    why: 'A misspelt suppression silences nothing, and the finding that it was meant for stays.',
    fix: 'Write the id as the finding shows it.',
    source: 'Ninefold',
  },
  {
    id: 'suppress/not-possible',
    severity: 'error',
    summary: 'Only warnings and notes can be suppressed.',
    why: 'An error says that the environment would not work; accepting it would not make it work.',
    fix: 'Correct what the error points at and remove the suppression.',
    source: 'Ninefold',
  },
  {
    id: 'suppress/expired',
    severity: 'warning',
    summary: 'A suppression has not reached its end date.',
    why: 'The reason was good until that day. The finding is shown again, so that somebody decides anew.',
    fix: 'Correct what the finding points at, or set a new date if the reason still holds.',
    source: 'Ninefold',
  },
  {
    id: 'suppress/unused',
    severity: 'warning',
    summary: 'A suppression silences something.',
    why: 'A suppression that is left behind would hide the next finding of its rule, which nobody has judged.',
    fix: 'Remove the entry; the finding shows again if its cause comes back.',
    source: 'Ninefold',
  },
];

/**
 * Leaves out the findings that the project suppresses and adds what is wrong with the suppressions. An expired one
 * silences nothing.
 */
export function applySuppressions(
  findings: readonly Finding[],
  { project, today }: Subject,
  rules: readonly Rule[],
): Finding[] {
  const valid = project.suppress.map((entry) => entry.until >= today && severityOf(rules, entry.rule) !== 'error');
  const silences = (index: number, finding: Finding) => {
    const entry = project.suppress[index];
    return entry !== undefined && entry.rule === finding.rule && isWithin(finding.path, scopeOf(project, entry.path));
  };
  const kept = findings.filter((finding) => !valid.some((isValid, index) => isValid && silences(index, finding)));
  const complaints = project.suppress.flatMap((entry, index): Finding[] => {
    const base = { path: ['suppress', index, 'rule'] };
    const severity = severityOf(rules, entry.rule);
    if (severity === undefined) {
      const ids = rules.map((rule) => rule.id);
      return [
        complaint(
          'suppress/unknown-rule',
          base.path,
          `there is no rule ${entry.rule}`,
          suggestFrom(entry.rule, ids, 'rule'),
        ),
      ];
    }
    if (severity === 'error') {
      return [
        complaint('suppress/not-possible', base.path, `${entry.rule} is an error`, 'correct it and remove this entry'),
      ];
    }
    if (entry.until < today) {
      return [
        complaint(
          'suppress/expired',
          ['suppress', index, 'until'],
          `this suppression of ${entry.rule} ended on ${entry.until}`,
          'correct the finding, or set a new date',
        ),
      ];
    }
    if (!findings.some((finding) => silences(index, finding))) {
      return [complaint('suppress/unused', base.path, `${entry.rule} finds nothing here`, 'remove this entry')];
    }
    return [];
  });
  return [...kept, ...complaints];
}

function complaint(rule: string, path: Path, message: string, fix: string): Finding {
  const severity = suppressionRules.find((candidate) => candidate.id === rule)?.severity ?? 'error';
  return { rule, severity, path, message, fix };
}

function severityOf(rules: readonly Rule[], id: string): Rule['severity'] | undefined {
  return rules.find((rule) => rule.id === id)?.severity;
}

/** `pools.train` → the path of the item of `pools` whose name is `train`; `dns.ttl` → itself. */
function scopeOf(project: Project, scope: string | undefined): Path {
  const path: (string | number)[] = [];
  let value: unknown = project;
  for (const step of scope?.split('.') ?? []) {
    const index = Array.isArray(value) ? value.findIndex((item) => (item as { name?: unknown }).name === step) : -1;
    const key = index >= 0 ? index : step;
    path.push(key);
    value = (value as Record<string | number, unknown> | undefined)?.[key];
  }
  return path;
}
