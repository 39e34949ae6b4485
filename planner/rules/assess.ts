import type { Finding, Severity } from '../../schemas/finding';
import { rules } from '.';
import type { Rule, Subject } from './rule';
import { applySuppressions } from './suppressions';

/** Runs every rule and applies the project's suppressions. Findings carry no location yet. */
export function assess(subject: Subject): Finding[] {
  const findings = rules.flatMap((rule) => findingsOf(rule, subject));
  return applySuppressions(findings, subject, rules);
}

function findingsOf(rule: Rule, subject: Subject): Finding[] {
  return rule.check(subject).map((violation) => ({ ...violation, rule: rule.id, severity: rule.severity }));
}

/** Whether findings keep a project from being synthesized. */
export function hasErrors(findings: readonly { readonly severity: Severity }[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
