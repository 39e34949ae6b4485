import type { AttributeType } from '../../sandbox/protocol/value';
import type { SchemaLookup } from '../../sandbox/provider/provider';
import type { Attribute, Block, NestedBlock } from '../../sandbox/schema/provider-schema';

export const required = (type: AttributeType): Attribute => ({ type, required: true });
export const optional = (type: AttributeType): Attribute => ({ type, optional: true });
export const computed = (type: AttributeType): Attribute => ({ type, computed: true });
export const optionalComputed = (type: AttributeType): Attribute => ({ type, optional: true, computed: true });

/** A block of attributes and nested blocks. */
export function block(attributes: Block['attributes'], blocks: Readonly<Record<string, NestedBlock>> = {}): Block {
  return { attributes, blocks };
}

export const listOf = (inner: Block): NestedBlock => ({ nesting: 'list', block: inner });
export const setOf = (inner: Block): NestedBlock => ({ nesting: 'set', block: inner });
export const single = (inner: Block): NestedBlock => ({ nesting: 'single', block: inner });

interface HandMade {
  readonly provider?: Block;
  readonly resources?: Readonly<Record<string, Block>>;
  readonly dataSources?: Readonly<Record<string, Block>>;
}

export function schemaOf({ provider = block({}), resources = {}, dataSources = {} }: HandMade): SchemaLookup {
  return {
    provider,
    response: Uint8Array.of(1, 2, 3),
    resource: (type) => resources[type],
    dataSource: (type) => dataSources[type],
  };
}
