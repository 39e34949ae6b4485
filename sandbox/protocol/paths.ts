import { isValues, unknown, type Value, type Values } from './value';

/**
 * Every value at a path such as `vpc_config.subnet_ids`: blocks and lists along the way are followed into each of
 * their elements, and elements of a list at the end are returned one by one. Unset values are left out.
 */
export function valuesAt(values: Values, path: string): Value[] {
  let found: Value[] = [values];
  for (const name of path.split('.')) {
    found = found.flatMap(elements).flatMap((value) => (isValues(value) ? [value[name] ?? null] : []));
  }
  return found.flatMap(elements);
}

/** The texts at a path; unset and unknown values, and the empty text, are left out. */
export function textsAt(values: Values, path: string): string[] {
  return valuesAt(values, path).filter((value): value is string => typeof value === 'string' && value !== '');
}

/** The first text at a path; undefined where it is unset, empty or not yet known. */
export function textOf(values: Values, path: string): string | undefined {
  return textsAt(values, path)[0];
}

/** The first number at a path; undefined where it is unset or not yet known. */
export function numberOf(values: Values, path: string): number | undefined {
  return valuesAt(values, path).find((value): value is number => typeof value === 'number');
}

/** Whether a switch is on; false where it is unset. */
export function isOn(values: Values, path: string): boolean {
  return valuesAt(values, path).includes(true);
}

/** The elements of a nested block; none where it is not configured. */
export function blocksOf(values: Values, path: string): Values[] {
  return valuesAt(values, path).filter(isValues);
}

function elements(value: Value): Value[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(elements);
  return value === null || value === undefined ? [] : [value];
}

/** Whether two values are equal, attribute by attribute. An unknown value equals nothing known. */
export function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => isEqual(element as Value, b[index] as Value));
  }
  if (isValues(a) && isValues(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => isEqual(a[name] ?? null, b[name] ?? null));
  }
  return false;
}

/** Whether something inside a value becomes known only when the plan is applied. */
export function hasUnknown(value: Value): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(hasUnknown);
  return isValues(value) && Object.values(value).some(hasUnknown);
}
