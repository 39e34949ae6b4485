import { awsModels } from '../../../sandbox/aws/models';
import type { Check, ResourceModel } from '../../../sandbox/aws/resource-model';
import { valuesAt } from '../../../sandbox/protocol/paths';
import type { AttributeType, Value, Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { cachedSchema } from '../../../sandbox/schema/cached-schema';
import { openSchema } from '../../../sandbox/schema/open-schema';
import type { Block } from '../../../sandbox/schema/provider-schema';
import type { RealProvider, Refusal } from '../../support/real-provider';
import { schemaCache } from '../../support/schema-cache';
import { pathsIn, requiredOf, type Sample, settablePaths, withValue } from './configurations';
import { configOf, exampleResources } from './example-configs';
import { companions, notAsked } from './exceptions';
import { samplesOf } from './samples';

/** A resource type that both providers have, and configurations of it to ask both about. */
export interface Subject {
  readonly type: string;
  readonly model: ResourceModel;
  readonly provider: RealProvider;
  /** Schemas of the type. */
  readonly real: Block;
  readonly simulated: Block;
  /** What both let a user set, in the same type. */
  readonly paths: ReadonlyMap<string, AttributeType>;
  /** What the examples have of the type, the widest first. */
  readonly examples: readonly Values[];
  /** Two plausible values of a path. */
  readonly samples: (path: string) => readonly [Value, Value];
  /** A configuration that sets a path: of an example if one does, with what must stand beside it and nothing else. */
  readonly base: (path: string) => Promise<Values>;
}

let resources: ReturnType<typeof exampleResources> | undefined;
let schema: ReturnType<typeof openSchema> | undefined;

export function subjectOf(type: string, provider: RealProvider): Subject {
  schema ??= openSchema(cachedSchema('aws', schemaCache));
  resources ??= exampleResources();
  const [model, real, simulated] = [awsModels[type], provider.resource(type), schema.resource(type)];
  if (!model || !real || !simulated)
    throw new Error(`${type} is unknown to ${real ? 'the bindings' : 'hashicorp/aws'}`);

  const others = settablePaths(simulated);
  const paths = new Map(
    [...settablePaths(real)].filter(
      ([path, its]) => JSON.stringify(its) === JSON.stringify(others.get(path)) && !(`${type}.${path}` in notAsked),
    ),
  );
  const examples = (resources.get(type) ?? []).map((resource) => configOf(real, resource));
  examples.sort((a, b) => pathsIn(b).length - pathsIn(a).length);

  const sample: Sample = (path, its) => samplesAt(model, path, its)[0];
  const samples = (path: string) => samplesAt(model, path, paths.get(path) ?? 'string');
  const required = requiredOf(real, sample);

  const makeBase = async (path: string): Promise<Values> => {
    const example = examples.find((config) => valuesAt(config, path).length > 0) ?? examples[0] ?? required;
    const given = valuesAt(example, path)[0] ?? null;
    const value = given !== null && typeof paths.get(path) === 'string' ? given : samples(path)[0];
    let config = withValue(real, { ...example, ...companions[`${type}.${path}`] }, path, value, sample);
    const { rivals, partners } = relatives(await provider.validate(type, completeBlock(real, config)), path);
    for (const rival of rivals) config = withValue(real, config, rival, real.blocks[rival] ? [] : null, sample);
    for (const partner of partners) {
      if (valuesAt(config, partner).length === 0)
        config = withValue(real, config, partner, samples(partner)[0], sample);
    }
    return completeBlock(real, config);
  };

  const bases = new Map<string, Promise<Values>>();
  const base = (path: string) => {
    const made = bases.get(path) ?? makeBase(path);
    bases.set(path, made);
    return made;
  };
  return { type, model, provider, real, simulated, paths, examples, samples, base };
}

/** A configuration with another value. */
export function changed({ model, real }: Subject, config: Values, path: string, value: Value): Values {
  return completeBlock(
    real,
    withValue(real, config, path, value, (other, its) => samplesAt(model, other, its)[0]),
  );
}

/** A scalar as the only element of the collection that an attribute holds. */
export function wrapped(type: AttributeType, value: Value): Value {
  if (typeof type === 'string') return value;
  return type[0] === 'map' ? { alpha: value } : [value];
}

/** By the first check of the attribute that lists or bounds its values, else by its name. */
function samplesAt({ checks = [] }: ResourceModel, path: string, type: AttributeType): readonly [Value, Value] {
  const check = checks.find((each) => each.path === path && ('oneOf' in each || 'min' in each || 'max' in each));
  const [first, second] = check ? permitted(check) : [];
  if (first === undefined || second === undefined) return samplesOf(path.split('.').at(-1) ?? path, type);
  return [wrapped(type, first), wrapped(type, second)];
}

function permitted(check: Check): readonly Value[] {
  if ('oneOf' in check) return check.oneOf.filter((value) => value !== '');
  const { min = 1, max = min + 1 } = check as { readonly min?: number; readonly max?: number };
  return min === max ? [] : [max, max - 1];
}

/** Attributes that the provider does not take together with the one at a path, and those that it wants beside it. */
function relatives(refusals: readonly Refusal[], path: string) {
  const isOurs = (name: string) => path === name || path.startsWith(`${name}.`);
  const others = (names: readonly string[]) => {
    const plain = names.map((name) => name.replace(/\.\d+/g, ''));
    return plain.some(isOurs) ? plain.filter((name) => !isOurs(name)) : [];
  };
  const found = (pattern: RegExp) =>
    refusals.flatMap(({ text }) => others((pattern.exec(text) ?? []).slice(1).flatMap((names) => names.split(','))));
  return {
    rivals: [...found(/"([\w.]+)": conflicts with ([\w.]+)/), ...found(/but `([\w.,]+)` were specified/)],
    partners: found(/all of `([\w.,]+)` must be specified/),
  };
}
