/** What is read of the part of the schema that a finding is about. */
export interface Subschema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Subschema>>;
  readonly examples?: readonly unknown[];
  readonly oneOf?: readonly Subschema[];
  readonly required?: readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  readonly 'x-format'?: string;
}
