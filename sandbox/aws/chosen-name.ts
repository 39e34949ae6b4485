import { textOf } from '../protocol/paths';
import type { Values } from '../protocol/value';
import type { Aws } from './resource-model';

/** A name as the provider chooses it: the given one, or the prefix with something unique behind it. */
export function chosenName(values: Values, aws: Aws, attribute = 'name'): string {
  return (
    textOf(values, attribute) ?? `${textOf(values, `${attribute}_prefix`) ?? 'terraform-'}${aws.newId('').slice(1)}`
  );
}
