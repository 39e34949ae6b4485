import { randomBytes } from 'node:crypto';
import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Check, UniqueKey } from '../../resource-model';

/** What the provider asks of a name in IAM, and of the prefix of one, behind which come 26 characters. */
export function iamNameChecks(longest: number): Check[] {
  return [
    { path: 'name', length: [1, longest] },
    { path: 'name', ...nameCharacters },
    { path: 'name_prefix', length: [1, longest - 26] },
    { path: 'name_prefix', ...nameCharacters },
  ];
}

/** Names in IAM are one when they differ in capitals only. */
export const iamUnique: UniqueKey = {
  of: (values) => textOf(values, 'name')?.toLowerCase(),
  taken: 'EntityAlreadyExists',
};

const nameCharacters = {
  matches: (text: string) => /^[\w+=,.@-]*$/.test(text),
  expected: 'a name of letters, digits and any of _+=,.@-',
};

/** Refuses a path that IAM refuses. Source: IAM API Reference, "CreateRole" (`Path`); 2026-11. */
export function refusePath(values: Values): void {
  if (/^(\/|\/[\x21-\x7e]+\/)$/.test(textOf(values, 'path') ?? '/')) return;
  throw new ApiError(
    'ValidationError',
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

/** An identifier such as `AROAEXAMPLE0123456789`, whose first four letters say what it is. */
export function iamId(kind: 'AROA' | 'ANPA' | 'AIPA'): string {
  const letters = randomBytes(17).map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charCodeAt(byte % 32));
  return `${kind}${String.fromCharCode(...letters)}`;
}
