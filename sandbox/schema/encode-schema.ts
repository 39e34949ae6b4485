import { encode, nestings, rpc } from '../protocol/messages';
import type { AttributeType } from '../protocol/value';
import type { Attribute, Block, NestedBlock, ProviderSchema } from './provider-schema';

/** The bytes with which the provider answers Terraform's question for its schema. */
export function encodeSchema({ protocol, provider, resources, dataSources }: ProviderSchema): Uint8Array {
  return encode(rpc(protocol, 'getSchema').response, {
    provider: schemaOf(provider),
    resourceSchemas: mapValues(resources, schemaOf),
    dataSourceSchemas: mapValues(dataSources, schemaOf),
    // Terraform asks one process for the schema and not every further one of the same provider.
    serverCapabilities: { getProviderSchemaOptional: true },
  });
}

/** Bindings do not tell the version of a schema, so that every one is the first. */
function schemaOf(block: Block): object {
  return { version: 0, block: blockOf(block) };
}

function blockOf({ attributes, blocks }: Block): object {
  return {
    attributes: Object.entries(attributes).map(attributeOf),
    blockTypes: Object.entries(blocks).map(nestedBlockOf),
  };
}

function attributeOf([name, { type, nested, ...flags }]: [string, Attribute]): object {
  return {
    name,
    ...flags,
    ...(type !== undefined && { type: encodeType(type) }),
    ...(nested !== undefined && {
      nestedType: {
        nesting: nestings[nested.nesting],
        attributes: Object.entries(nested.attributes).map(attributeOf),
      },
    }),
  };
}

function encodeType(type: AttributeType): Uint8Array {
  return Buffer.from(JSON.stringify(type));
}

function nestedBlockOf([typeName, { nesting, minItems, maxItems, block }]: [string, NestedBlock]): object {
  return {
    typeName,
    nesting: nestings[nesting],
    block: blockOf(block),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
