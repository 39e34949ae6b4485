import { isMap } from '../../../schemas/is-map';
import { compareLines } from './compare-lines';
import { keysOfItems } from './item-key';
import { openText } from './open-text';
import { isSameScalar } from './quantity';

/** One difference between two values. */
export interface ValueChange {
  /** Place in the value: `containers[server].resources.limits.memory`. */
  readonly path: string;
  /** Absent if there was nothing. */
  readonly before?: unknown;
  /** Absent if there is nothing any more. */
  readonly after?: unknown;
}

/**
 * What differs between two values, by meaning: items of lists by what names them, quantities by amount, texts that hold
 * JSON or YAML by their content, and other texts of several lines by line, each with the path of the text. Null and
 * nothing are the same.
 */
export function compareValues(before: unknown, after: unknown, path = ''): ValueChange[] {
  const [a, b] = [before ?? undefined, after ?? undefined];
  if (a === b) return [];
  if (isMap(a) && isMap(b)) return compareMaps(a, b, path);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b, path);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b, path);
  return isSameScalar(a, b) ? [] : [changeOf(path, a, b)];
}

/** Whether two values say the same. */
export function isSameValue(before: unknown, after: unknown): boolean {
  return compareValues(before, after).length === 0;
}

function changeOf(path: string, before: unknown, after: unknown): ValueChange {
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function compareMaps(a: Record<string, unknown>, b: Record<string, unknown>, path: string): ValueChange[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return keys.flatMap((key) => compareValues(a[key], b[key], path === '' ? key : `${path}.${key}`));
}

function compareTexts(a: string, b: string, path: string): ValueChange[] {
  const [left, right] = [openText(a), openText(b)];
  if (left !== undefined && right !== undefined) return compareValues(left, right, path);
  if (isSameScalar(a, b)) return [];
  const lines = a.includes('\n') || b.includes('\n') ? compareLines(a, b) : undefined;
  return lines === undefined ? [changeOf(path, a, b)] : lines.map(({ before, after }) => changeOf(path, before, after));
}

function compareLists(a: readonly unknown[], b: readonly unknown[], path: string): ValueChange[] {
  if ([...a, ...b].every((item) => !isMap(item) && !Array.isArray(item))) return compareScalars(a, b, path);
  const keys = keysOfItems(a, b);
  return keys === undefined ? compareByPlace(a, b, path) : compareByKey(keys.before, keys.after, path);
}

/** Lists whose order says nothing. Source: AWS IAM, "Policy grammar"; sets in the schema of hashicorp/aws. */
const unordered =
  /(^|\.)(Action|NotAction|Resource|NotResource|AWS|Service|subnet_ids|subnets|security_groups?|security_group_ids|source_security_group_ids|vpc_security_group_ids|enabled_cluster_log_types|regions|child_healthchecks|cidr_blocks|public_access_cidrs|route_table_ids|allowed_triggers|alarm_actions|ok_actions|subject_alternative_names|validation_record_fqdns|subscriber_email_addresses)$/;

function compareScalars(a: readonly unknown[], b: readonly unknown[], path: string): ValueChange[] {
  const sorted = (list: readonly unknown[]) => (unordered.test(path) ? [...list].sort() : list);
  const [left, right] = [sorted(a), sorted(b)];
  const isSame = left.length === right.length && left.every((item, index) => isSameScalar(item, right[index]));
  return isSame ? [] : [changeOf(path, a, b)];
}

function compareByKey(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>, path: string): ValueChange[] {
  const keys = [...new Set([...a.keys(), ...b.keys()])];
  return keys.flatMap((key) => compareValues(a.get(key), b.get(key), `${path}[${key}]`));
}

/** Equal items are taken out first, so that one that comes or goes does not move all behind it. */
function compareByPlace(a: readonly unknown[], b: readonly unknown[], path: string): ValueChange[] {
  const left = [...a];
  const right = b.filter((item) => {
    const index = left.findIndex((other) => isSameValue(other, item));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, index) => compareValues(left[index], right[index], `${path}[${index}]`)).flat();
}
