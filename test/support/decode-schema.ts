import { nestings } from '../../sandbox/protocol/messages';
import type { AttributeType } from '../../sandbox/protocol/value';
import type { Block, NestedBlock } from '../../sandbox/schema/provider-schema';

/** What a provider of protocol 5 answers to the question for its schema, as the protocol's library decodes it. */
interface SchemaAnswer {
  readonly provider: EncodedSchema;
  readonly resourceSchemas: Readonly<Record<string, EncodedSchema>>;
}

interface EncodedSchema {
  readonly block: EncodedBlock;
}

interface EncodedBlock {
  readonly attributes: readonly {
    readonly name: string;
    readonly type: Uint8Array;
    readonly required: boolean;
    readonly optional: boolean;
    readonly computed: boolean;
    readonly writeOnly: boolean;
  }[];
  readonly blockTypes: readonly {
    readonly typeName: string;
    readonly block: EncodedBlock;
    readonly nesting: number;
    readonly minItems: number;
    readonly maxItems: number;
  }[];
}

/** The schema of a real provider in the terms of ours. */
export function decodeSchema(answer: object): {
  readonly provider: Block;
  readonly resource: (type: string) => Block | undefined;
} {
  const { provider, resourceSchemas } = answer as SchemaAnswer;
  return {
    provider: blockOf(provider.block),
    resource(type) {
      const schema = resourceSchemas[type];
      return schema && blockOf(schema.block);
    },
  };
}

function blockOf({ attributes, blockTypes }: EncodedBlock): Block {
  return {
    attributes: Object.fromEntries(
      attributes.map(({ name, type, required, optional, computed, writeOnly }) => [
        name,
        {
          type: JSON.parse(Buffer.from(type).toString('utf8')) as AttributeType,
          ...(required && { required }),
          ...(optional && { optional }),
          ...(computed && { computed }),
          ...(writeOnly && { writeOnly }),
        },
      ]),
    ),
    blocks: Object.fromEntries(
      blockTypes.map(({ typeName, block, nesting, minItems, maxItems }) => [
        typeName,
        {
          nesting: nestingOf(nesting),
          block: blockOf(block),
          ...(minItems > 0 && { minItems }),
          ...(maxItems > 0 && { maxItems }),
        },
      ]),
    ),
  };
}

function nestingOf(number: number): NestedBlock['nesting'] {
  const found = Object.entries(nestings).find(([, known]) => known === number);
  if (found === undefined) throw new Error(`unknown nesting ${number}`);
  return found[0] as NestedBlock['nesting'];
}
