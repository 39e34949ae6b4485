import { textsAt, valuesAt } from '../protocol/paths';
import { isValues, type Values } from '../protocol/value';
import type { Aws } from './resource-model';

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

/** A name as the provider chooses it: the given one, or the prefix with something unique behind it. */
export function chosenName(values: Values, aws: Aws, attribute = 'name'): string {
  return (
    textOf(values, attribute) ?? `${textOf(values, `${attribute}_prefix`) ?? 'terraform-'}${aws.newId('').slice(1)}`
  );
}
