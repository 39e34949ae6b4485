import type { AttributeType } from '../protocol/value';
import { isValues, unknown, type Value, type Values } from '../protocol/value';
import type { Attribute, Block } from '../schema/provider-schema';

/** Gives a block every attribute and nested block that its schema has: null or no elements where nothing was said. */
export function completeBlock(block: Block, values: Values): Values {
  return {
    ...mapValues(block.attributes, (attribute, name) => completeAttribute(attribute, values[name] ?? null)),
    ...mapValues(block.blocks, ({ nesting, block: inner }, name) => {
      const value = values[name] ?? null;
      if (nesting === 'list' || nesting === 'set') {
        if (value === unknown) return unknown;
        return (value === null ? [] : asArray(value)).map((element) => completeInner(inner, element));
      }
      return completeInner(inner, value);
    }),
  };
}

function completeInner(block: Block, value: Value): Value {
  return isValues(value) ? completeBlock(block, value) : value;
}

function completeAttribute(attribute: Attribute, value: Value): Value {
  const { type, nested } = attribute;
  if (nested === undefined) return type === undefined ? value : completeValue(type, value);
  const complete = (element: Value): Value =>
    isValues(element)
      ? mapValues(nested.attributes, (inner, name) => completeAttribute(inner, element[name] ?? null))
      : element;
  if (nested.nesting === 'single') return complete(value);
  if (nested.nesting === 'map') return isValues(value) ? mapValues(value, complete) : value;
  return value === null || value === unknown ? value : asArray(value).map(complete);
}

function completeValue(type: AttributeType, value: Value): Value {
  if (value === null || value === unknown || typeof type === 'string') return value;
  const [kind, inner] = type;
  if (kind === 'object') {
    return isValues(value) ? mapValues(inner, (element, name) => completeValue(element, value[name] ?? null)) : value;
  }
  if (kind === 'map') return isValues(value) ? mapValues(value, (element) => completeValue(inner, element)) : value;
  if (kind === 'tuple') return value;
  return asArray(value).map((element) => completeValue(inner, element));
}

function asArray(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

function mapValues<T>(record: Readonly<Record<string, T>>, map: (value: T, name: string) => Value): Values {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
