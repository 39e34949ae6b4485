import type { AttributeType } from '../protocol/value';

export interface Attribute {
  /** Absent when `nested` says it. */
  readonly type?: AttributeType;
  /** Attributes of nested objects, which only providers of protocol 6 have. */
  readonly nested?: {
    readonly nesting: 'single' | 'list' | 'set' | 'map';
    readonly attributes: Readonly<Record<string, Attribute>>;
  };
  readonly required?: true;
  readonly optional?: true;
  /** The provider fills it in when the configuration leaves it out. */
  readonly computed?: true;
  /** Handed to the provider and never stored. */
  readonly writeOnly?: true;
}

export interface NestedBlock {
  readonly nesting: 'single' | 'list' | 'set' | 'map';
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly block: Block;
}

/** What a configuration block may hold. */
export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** Everything that Terraform asks a provider about its types. */
export interface ProviderSchema {
  /** Source address below registry.terraform.io: `hashicorp/aws`. */
  readonly source: string;
  /** Version of the real provider that the bindings were generated from: `6.25.0`. */
  readonly version: string;
  /** Version of the plugin protocol that the provider speaks. */
  readonly protocol: 5 | 6;
  readonly provider: Block;
  /** By type: `aws_vpc`. */
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}
