import { isLike } from '../wildcards';

/** The statements of a parsed policy document; anything that is not an object is an empty one. */
export function policyStatements(document: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const { Statement: statement } = document;
  if (statement === undefined || statement === null) return [];
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  return list.map((entry) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? (entry as Record<string, unknown>) : {},
  );
}

/** The texts of an element that may be one text or a list of them. */
export function textList(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry) => typeof entry === 'string');
}

/** Who and what a statement of a document lets through. */
interface Permission {
  /** Kind of principal as documents name it: `Service`, `AWS`. */
  readonly kind: string;
  /** Any of these counts; `*` in the document always does. */
  readonly principals: readonly string[];
  /** @example 'sts:AssumeRole' */
  readonly action: string;
}

/** Whether a statement allows the action to the principal. Conditions are taken to hold, and denials to be none. */
export function isAllowed(text: string, { kind, principals, action }: Permission): boolean {
  return policyStatements(JSON.parse(text) as Record<string, unknown>).some(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      textList(Action).some((pattern) => isLike(action, pattern, { ignoringCase: true })) &&
      namedPrincipals(Principal, kind).some((name) => name === '*' || principals.includes(name)),
  );
}

function namedPrincipals(principal: unknown, kind: string): string[] {
  if (typeof principal === 'string') return [principal];
  if (typeof principal !== 'object' || principal === null) return [];
  return textList((principal as Record<string, unknown>)[kind]);
}
