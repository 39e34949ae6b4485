import { ApiError } from '../cloud/api-error';
import { type CloudObject, keyText, type ObjectKey, type Store } from '../cloud/store';
import { textsAt } from '../protocol/paths';
import { unknown, type Values } from '../protocol/value';
import { inventUnknown } from '../provider/invent';
import type { Block } from '../schema/provider-schema';
import { accountId, type OwnedObject, openAccount } from './account';
import { modelComplaints } from './complaints';
import { identify } from './identify';
import { awsModels } from './models';
import { missingPrincipals } from './policies/policy-document';
import { resolveReferences, wholeOf } from './references';
import type { Aws, ResourceModel } from './resource-model';
import { settle } from './settle';

/** The place of a type's objects: a region, or `global`. */
export function placeOf(type: string, region: string): string {
  return awsModels[type]?.scope === 'global' ? 'global' : region;
}

export function keyOf(type: string, values: Values, region: string): ObjectKey {
  return { place: placeOf(type, region), type, id: identify(values, awsModels[type]) };
}

/** A type in one region of the simulated cloud. */
export interface Service {
  readonly store: Store;
  readonly type: string;
  readonly block: Block;
  readonly region: string;
}

/** Makes an object as planned, or throws ApiError and makes nothing. */
export function createObject(service: Service, planned: Values): CloudObject {
  const { store, type, block, region } = service;
  const model = awsModels[type];
  const { holds, claim } = admit(service, planned);
  const owner = wholeOf(store, planned, model?.references ?? [], region, placeOf);
  const account = openAccount(store, region, placeOf);
  const filled = model ? model.create(planned, account) : {};
  const values = inventUnknown(block, settle(planned, filled), inventText(type, account));
  const key = keyOf(type, values, region);
  if (claim !== undefined && !store.claim(claim, key)) throw taken(model, planned);
  const object: CloudObject = {
    ...key,
    values,
    holds,
    ...ownArn(block, values),
    ...(owner === undefined ? {} : { owner }),
    ...(claim === undefined ? {} : { claim }),
  };
  store.put(object);
  storeOwned(service, key, account.owned);
  return object;
}

/** An ARN that is configured names another object: the topic of a policy, the target of a rule. */
function ownArn(block: Block, { arn }: Values): { readonly arn?: string } {
  return block.attributes['arn']?.computed && typeof arn === 'string' ? { arn } : {};
}

/** What a service makes by itself has its name for itself as well. */
function storeOwned({ store, region }: Service, owner: ObjectKey, owned: readonly OwnedObject[]): void {
  const { place, type, id } = owner;
  for (const { key, values, stays } of owned) {
    const { arn } = values;
    const model = awsModels[key.type];
    const claim = model && claimOf(key.type, model, values, region);
    if (claim !== undefined) store.claim(claim, key);
    store.put({
      ...key,
      values,
      holds: [],
      ...(typeof arn === 'string' && { arn }),
      ...(stays ? {} : { owner: { place, type, id } }),
      ...(claim !== undefined && { claim }),
    });
  }
}

/** Changes an object as planned, or throws ApiError and changes nothing. */
export function changeObject(service: Service, prior: Values, planned: Values): CloudObject {
  const { store, type, block, region } = service;
  const model = awsModels[type];
  const key = keyOf(type, prior, region);
  const present = store.get(key);
  if (present === undefined) throw notFound(key);
  const known = knownBefore(planned, prior);
  const { holds, claim } = admit(service, { ...planned, ...known });
  const account = openAccount(store, region, placeOf);
  if (claim !== undefined && claim !== present.claim && !store.claim(claim, key)) throw taken(model, planned);
  const filled = model?.update ? model.update(planned, prior, account) : {};
  const values = inventUnknown(block, settle(planned, { ...known, ...filled }), inventText(type, account));
  const { claim: before, ...rest } = present;
  const object: CloudObject = { ...rest, values, holds, ...(claim === undefined ? {} : { claim }) };
  store.put(object);
  if (before !== undefined && before !== claim) store.release(before, key);
  storeOwned(service, key, account.owned);
  return object;
}

/** Removes an object and what came with it. Throws ApiError as long as something else needs one of them. */
export function removeObject({ store, type, region }: Service, prior: Values): void {
  const key = keyOf(type, prior, region);
  const object = store.get(key);
  if (object === undefined) return;
  const model = awsModels[type];
  const parts = partsOf(store, key);
  const own = new Set([key, ...parts].map(keyText));
  const holder = [key, ...parts].flatMap(store.holdersOf).find((other) => !own.has(keyText(other)));
  if (holder) {
    const code = model?.inUse ?? 'DependencyViolation';
    throw new ApiError(code, `${type} ${key.id} cannot be deleted: ${holder.type} ${holder.id} uses it`);
  }
  model?.remove?.(object.values, openAccount(store, region, placeOf));
  for (const part of parts) store.remove(part);
  store.remove(key);
}

/** Everything that goes with an object, what goes with that first. */
function partsOf(store: Store, key: ObjectKey): CloudObject[] {
  return store.ownedBy(key).flatMap((part) => [...partsOf(store, part), part]);
}

/** Checks what could not be checked before everything was known, and what only the service can know. */
function admit({ store, type, region }: Service, values: Values): { holds: ObjectKey[]; claim: string | undefined } {
  const model = awsModels[type];
  if (model === undefined) return { holds: [], claim: undefined };
  const [complaint] = modelComplaints(model, values);
  if (complaint) throw new ApiError('ValidationException', complaint.detail);
  admitPrincipals(model, values, openAccount(store, region, placeOf));
  const holds = resolveReferences(store, values, model.references ?? [], region, placeOf);
  return { holds, claim: claimOf(type, model, values, region) };
}

function admitPrincipals({ policies = [] }: ResourceModel, values: Values, aws: Aws): void {
  for (const { path, kind } of policies) {
    if (kind === 'identity') continue;
    for (const text of textsAt(values, path)) {
      const [principal] = missingPrincipals(text, aws);
      if (principal) throw new ApiError('MalformedPolicyDocument', `${path}: invalid principal ${principal}`);
    }
  }
}

function claimOf(type: string, model: ResourceModel, values: Values, region: string): string | undefined {
  const key = model.unique?.of(values);
  if (key === undefined) return undefined;
  const within = (model.unique?.within ?? model.scope) === 'global' ? 'global' : region;
  return JSON.stringify([within, type, key]);
}

function taken(model: ResourceModel | undefined, values: Values): ApiError {
  const name = model?.unique?.of(values) ?? '';
  return new ApiError(model?.unique?.taken ?? 'AlreadyExists', `${name} exists already`);
}

export function notFound({ type, id }: ObjectKey): ApiError {
  return new ApiError('ResourceNotFoundException', `there is no ${type} ${id}`);
}

/** The prior values of what a plan leaves open, for services that do not say anything about a change. */
function knownBefore(planned: Values, prior: Values): Values {
  return Object.fromEntries(
    Object.entries(planned)
      .filter(([, value]) => value === unknown)
      .map(([name]) => [name, prior[name] ?? null]),
  );
}

/** Text for attributes that no model fills in. */
export function inventText(type: string, aws: Aws): (name: string) => string {
  const words = type.replace(/^aws_/, '').split('_');
  const id = aws.newId(words.map((word) => word[0]).join(''));
  return (name) => {
    if (name === 'id') return id;
    if (name === 'arn') return aws.arn(words[0] ?? 'aws', `${words.join('-')}/${id}`);
    if (name === 'owner_id' || name === 'account_id') return accountId;
    return `${name.replace(/_/g, '-')}-of-${id}`;
  };
}
