import { randomBytes } from 'node:crypto';
import type { ObjectKey, Store } from '../cloud/store';
import type { Values } from '../protocol/value';
import type { Aws } from './resource-model';

/** The simulated account. The number is the one that AWS uses in its examples. */
export const accountId = '123456789012';

/** Where services without regions are administered: what a loss of this region takes with it. */
export const globalControlPlane = 'us-east-1';

/** The place of a type's objects: a region, or `global`. */
export type PlaceOf = (type: string, region: string) => string;

/** An account's view from one region, and what services made by themselves while it was used. */
export function openAccount(store: Store, region: string, placeOf: PlaceOf): Aws & { readonly owned: OwnedObject[] } {
  const owned: OwnedObject[] = [];
  const keyOf = (type: string, id: string): ObjectKey => ({ place: placeOf(type, region), type, id });
  return {
    region,
    account: accountId,
    owned,
    newId: (prefix) => `${prefix}-${randomBytes(9).toString('hex').slice(0, 17)}`,
    arn: (service, resource, options) =>
      `arn:aws:${service}:${options?.scope === 'global' ? '' : region}:${accountId}:${resource}`,
    find: (type, id) => store.get(keyOf(type, id))?.values,
    findByArn(arn) {
      const found = store.findByArn(arn);
      return found && { type: found.type, region: found.place, values: found.values };
    },
    list: (type) => store.list(placeOf(type, region), type).map(({ values }) => values),
    own: (type, id, values) => owned.push({ key: keyOf(type, id), values, stays: false }),
    leave: (type, id, values) => owned.push({ key: keyOf(type, id), values, stays: true }),
  };
}

/** What a service makes by itself for an object. */
export interface OwnedObject {
  readonly key: ObjectKey;
  readonly values: Values;
  /** Whether it outlives what it was made for. */
  readonly stays: boolean;
}
