/**
 * The type of an attribute, in the JSON form of Terraform's wire protocol: `"string"`, `["list", "string"]`,
 * `["object", { "name": "string" }]`.
 */
export type AttributeType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['object', Readonly<Record<string, AttributeType>>]
  | readonly ['tuple', readonly AttributeType[]];

/** A value that becomes known only when the plan is applied. */
export const unknown: unique symbol = Symbol('unknown');

/** A value of a dynamically typed attribute, with the type that Terraform sent along. */
export interface DynamicValue {
  readonly dynamic: AttributeType;
  readonly value: Value;
}

/**
 * A value of Terraform's type system. Lists, sets and tuples are arrays; maps, objects and blocks are objects. Objects
 * have every attribute of their schema, null where it is unset. Blocks that may occur several times are arrays.
 */
export type Value = null | boolean | number | string | typeof unknown | readonly Value[] | Values | DynamicValue;

/** An object, map or block. */
export interface Values {
  readonly [name: string]: Value;
}

/** Whether a value is an object, map or block, and not a list, a scalar, null or unknown. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
