import { type Finding, isWithin, type Path } from '../../schemas/finding';
import { problems } from '../../schemas/problems';
import type { Project, Suppression } from '../../schemas/project';
import { suggestFrom } from '../../schemas/suggest';
import type { Rule, Subject } from './rule';

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
  const entries = project.suppress.map((entry, index) => assessEntry(entry, index));
  const kept = findings.filter((finding) => !entries.some(({ isValid, silences }) => isValid && silences(finding)));
  return [...kept, ...entries.flatMap(({ complaints }) => complaints)];

  function assessEntry({ rule, path, until }: Suppression, index: number) {
    const scope = scopeOf(project, path);
    const silences = (finding: Finding) => finding.rule === rule && isWithin(finding.path, scope);
    const place: Path = ['suppress', index, 'rule'];
    const problem = (complaint: Finding) => ({ isValid: false, silences, complaints: [complaint] });

    const severity = rules.find(({ id }) => id === rule)?.severity;
    if (severity === 'error' || unsuppressible.has(rule)) {
      const fix = 'correct what it points at, and remove this entry';
      return problem(complain('suppress/not-possible', place, `findings of ${rule} cannot be suppressed`, fix));
    }
    if (severity === undefined) {
      const ids = rules.map(({ id }) => id);
      return problem(
        complain('suppress/unknown-rule', place, `there is no rule ${rule}`, suggestFrom(rule, ids, 'rule')),
      );
    }
    if (until < today) {
      const message = `this suppression of ${rule} ended on ${until}`;
      const fix = 'correct the finding, or set a new date';
      return problem(complain('suppress/expired', ['suppress', index, 'until'], message, fix));
    }
    const isUsed = findings.some(silences);
    const unused = complain('suppress/unused', place, `${rule} finds nothing here`, 'remove this entry');
    return { isValid: true, silences, complaints: isUsed ? [] : [{ ...unused, involves: [scope] }] };
  }
}

/** Findings that come before the rules, which are all errors, and those about suppressions. */
const unsuppressible = new Set([...problems, ...suppressionRules].map(({ id }) => id));

function complain(rule: string, path: Path, message: string, fix: string): Finding {
  const severity = suppressionRules.find(({ id }) => id === rule)?.severity ?? 'error';
  return { rule, severity, path, message, fix };
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
