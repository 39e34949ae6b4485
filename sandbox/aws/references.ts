import { ApiError } from '../cloud/api-error';
import type { CloudObject, ObjectKey, Store } from '../cloud/store';
import { textsAt } from '../protocol/paths';
import type { Values } from '../protocol/value';
import { accountId, type PlaceOf } from './account';
import type { Reference } from './resource-model';

/**
 * The objects that another one needs as long as it exists. Throws ApiError if one that it names is not there; what
 * belongs to other accounts, or to AWS itself, is taken on trust.
 */
export function resolveReferences(
  store: Store,
  values: Values,
  references: readonly Reference[],
  region: string,
  placeOf: PlaceOf,
): ObjectKey[] {
  const held = new Map<string, ObjectKey>();
  for (const reference of references) {
    for (const text of textsAt(values, reference.path)) {
      if (reference.by === 'arn' && isForeign(text)) continue;
      const found = find(store, reference, text, placeOf(reference.type, region));
      if (found === undefined) throw new ApiError(reference.missing, missing(reference, text));
      const { place, type, id } = found;
      if (reference.onDelete === undefined) held.set(`${place} ${type} ${id}`, { place, type, id });
    }
  }
  return [...held.values()];
}

/** The object that another one is deleted with. */
export function wholeOf(
  store: Store,
  values: Values,
  references: readonly Reference[],
  region: string,
  placeOf: PlaceOf,
): ObjectKey | undefined {
  for (const reference of references.filter(({ onDelete }) => onDelete === 'cascade')) {
    const [text] = textsAt(values, reference.path);
    const found = text === undefined ? undefined : find(store, reference, text, placeOf(reference.type, region));
    if (found) return { place: found.place, type: found.type, id: found.id };
  }
  return undefined;
}

function find(store: Store, { type, by = 'id' }: Reference, text: string, place: string): CloudObject | undefined {
  if (by === 'id') return store.get({ place, type, id: text });
  if (by === 'arn') {
    const found = store.findByArn(text);
    return found?.type === type ? found : undefined;
  }
  return store.list(place, type).find(({ values }) => values[by] === text);
}

/** `arn:aws:s3:::bucket` names no account; buckets are looked up like our own. */
function isForeign(arn: string): boolean {
  const account = arn.split(':')[4] ?? '';
  return account !== '' && account !== accountId;
}

function missing({ type, path }: Reference, text: string): string {
  return `${path}: there is no ${type} ${text}`;
}
