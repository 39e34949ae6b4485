import { parseDuration } from '../../../schemas/duration';
import { parseSize } from '../../../schemas/size';

/** A number, the seconds of a duration, or the GiB of a size; undefined for anything else. */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^\d+(\.\d+)?(ms|s|m|h|d)$/.test(value)) return parseDuration(value).seconds;
  return /^\d+(\.\d+)?[MGT]iB$/.test(value) ? parseSize(value).gib : undefined;
}

/** Whether two values are one duration or size in other units: `60s` and `1m`. */
export function isSameAmount(before: unknown, after: unknown): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  const left = amountOf(before);
  return left !== undefined && left === amountOf(after);
}
