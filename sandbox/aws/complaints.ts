import { textsAt, valuesAt } from '../protocol/paths';
import type { Values } from '../protocol/value';
import type { Complaint } from '../provider/simulation';
import { policyComplaints } from './policies/policy-document';
import type { Check, ResourceModel } from './resource-model';

/** Everything that the provider refuses about the values that are known. */
export function modelComplaints({ checks = [], policies = [] }: ResourceModel, config: Values): Complaint[] {
  return [
    ...checks.flatMap((check) => checkComplaints(check, config)),
    ...policies.flatMap((document) =>
      textsAt(config, document.path).flatMap((text) =>
        policyComplaints(text, document).map((detail) => ({
          attribute: topLevel(document.path),
          summary: 'MalformedPolicyDocument',
          detail: `${document.path}: ${detail}`,
        })),
      ),
    ),
  ];
}

function checkComplaints(check: Check, config: Values): Complaint[] {
  const complain = (found: string, expected: string): Complaint => ({
    attribute: topLevel(check.path),
    summary: `Invalid ${check.path}`,
    detail: `expected ${check.path} to be ${expected}, got ${found}`,
  });
  return valuesAt(config, check.path).flatMap((value) => {
    if (typeof value === 'number') {
      if (!('min' in check || 'max' in check)) return [];
      const { min = -Infinity, max = Infinity } = check;
      return value < min || value > max ? [complain(String(value), rangeText(check))] : [];
    }
    if (typeof value !== 'string') return [];
    if ('oneOf' in check) {
      return check.oneOf.includes(value) ? [] : [complain(value, `one of ${check.oneOf.join(', ')}`)];
    }
    if ('length' in check) {
      const [shortest, longest] = check.length;
      const fits = value.length >= shortest && value.length <= longest;
      return fits ? [] : [complain(`${value.length}`, `${shortest} to ${longest} characters long`)];
    }
    return 'matches' in check && !check.matches(value) ? [complain(value, check.expected)] : [];
  });
}

function rangeText({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
}

function topLevel(path: string): string {
  return path.split('.')[0] ?? path;
}
