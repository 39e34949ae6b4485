import { decode, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import type { EncodedValue } from './messages';
import type { AttributeType } from './value';
import { type DynamicValue, unknown, type Value } from './value';

/** MessagePack extension for "not known yet", and the one that adds what is known about it. */
const unknownExtensions = [0, 12];

const extensions = new ExtensionCodec();
for (const type of unknownExtensions) {
  extensions.register({
    type,
    encode: (value) => (value === unknown && type === 0 ? Uint8Array.of(0) : null),
    decode: () => unknown,
  });
}

const encoder = new Encoder({ extensionCodec: extensions });

/** A value as Terraform sends it; null for a value that it did not send. */
export function decodeValue(encoded: EncodedValue | null): Value {
  if (encoded?.msgpack && encoded.msgpack.length > 0) {
    return readDynamic(decode(encoded.msgpack, { extensionCodec: extensions }));
  }
  if (encoded?.json && encoded.json.length > 0) return JSON.parse(Buffer.from(encoded.json).toString('utf8')) as Value;
  return null;
}

export function encodeValue(value: Value): EncodedValue {
  return { msgpack: encoder.encode(writeDynamic(value)) };
}

/** A dynamically typed value travels as its type and itself; nothing else holds bytes. */
function readDynamic(raw: unknown): Value {
  if (Array.isArray(raw)) {
    const [type, value] = raw as unknown[];
    if (raw.length === 2 && type instanceof Uint8Array) {
      return { dynamic: JSON.parse(Buffer.from(type).toString('utf8')) as AttributeType, value: readDynamic(value) };
    }
    return raw.map(readDynamic);
  }
  if (typeof raw === 'object' && raw !== null) {
    return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, readDynamic(value)]));
  }
  return raw as Value;
}

function writeDynamic(value: Value): unknown {
  if (Array.isArray(value)) return (value as readonly Value[]).map(writeDynamic);
  if (typeof value !== 'object' || value === null) return value;
  if (isDynamic(value)) return [Buffer.from(JSON.stringify(value.dynamic)), writeDynamic(value.value)];
  return Object.fromEntries(Object.entries(value).map(([name, element]) => [name, writeDynamic(element as Value)]));
}

/** A map may have the same two keys, but no type at the first one. */
function isDynamic(value: object): value is DynamicValue {
  return 'dynamic' in value && 'value' in value && Object.keys(value).length === 2 && isType(value.dynamic);
}

const primitives: readonly unknown[] = ['string', 'number', 'bool', 'dynamic'];
const collections: readonly unknown[] = ['list', 'set', 'map', 'object', 'tuple'];

function isType(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 2 && collections.includes(value[0]) : primitives.includes(value);
}
