import type { AttributeType } from '../protocol/value';
import { isValues, unknown, type Value, type Values } from '../protocol/value';
import type { Attribute, Block } from '../schema/provider-schema';

/**
 * Replaces what is still unknown of an object that came into being: text, numbers and collections that look like
 * nothing in particular, for attributes that no model cares about.
 *
 * @param text makes the text of an attribute from its name
 */
export function inventUnknown(block: Block, values: Values, text: (name: string) => string): Values {
  const settled: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    settled[name] = settle(attribute, values[name] ?? null, name, text);
  }
  for (const [name, { block: inner, nesting }] of Object.entries(block.blocks)) {
    const value = values[name] ?? null;
    if (value === unknown) settled[name] = nesting === 'list' || nesting === 'set' ? [] : null;
    else if (Array.isArray(value)) {
      settled[name] = (value as readonly Value[]).map((element) =>
        isValues(element) ? inventUnknown(inner, element, text) : element,
      );
    } else settled[name] = isValues(value) ? inventUnknown(inner, value, text) : value;
  }
  return settled;
}

function settle({ type, nested }: Attribute, value: Value, name: string, text: (name: string) => string): Value {
  if (value === unknown) return nested ? null : invent(type ?? 'dynamic', name, text);
  if (Array.isArray(value)) {
    const inner: Attribute = nested ? { nested: { ...nested, nesting: 'single' } } : { type: elementType(type) };
    return (value as readonly Value[]).map((element) => settle(inner, element, name, text));
  }
  if (!isValues(value)) return value;
  if (nested) return inventUnknown({ attributes: nested.attributes, blocks: {} }, value, text);
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key,
      settle({ type: fieldType(type, key) }, element as Value, key, text),
    ]),
  );
}

function invent(type: AttributeType, name: string, text: (name: string) => string): Value {
  if (type === 'string') return text(name);
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  return type[0] === 'map' ? {} : type[0] === 'object' ? null : [];
}

function elementType(type: AttributeType | undefined): AttributeType {
  return Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') ? (type[1] as AttributeType) : 'dynamic';
}

function fieldType(type: AttributeType | undefined, key: string): AttributeType {
  if (!Array.isArray(type)) return 'dynamic';
  if (type[0] === 'map') return type[1] as AttributeType;
  return type[0] === 'object' ? ((type[1] as Record<string, AttributeType>)[key] ?? 'dynamic') : 'dynamic';
}
