import { createHash } from 'node:crypto';

/** The first hexadecimal digits of a SHA-256: equal text has equal ones, and any change of it others. */
export function contentDigest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
