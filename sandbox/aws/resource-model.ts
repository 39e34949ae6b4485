import type { Values } from '../protocol/value';

/**
 * How one resource type of AWS behaves beyond its schema: what a schema does not say and a deployment meets. Types
 * without a model are stored as they are configured, with invented values for what the service fills in.
 *
 * Paths name attributes and, through blocks and lists, attributes of every element: `vpc_config.subnet_ids`.
 */
export interface ResourceModel {
  /** Where the names and objects of the service live. @default 'region' */
  readonly scope?: 'region' | 'global';
  /**
   * Paths whose change makes Terraform replace the resource ("Forces new resource" in the provider's documentation).
   * A path to a block means that any change inside it does. `region` always does and is not listed.
   */
  readonly replacedBy: readonly string[];
  /** Attributes that force a replacement where that depends on more than that they change. */
  readonly replacedWhen?: (prior: Values, planned: Values) => readonly string[];
  /** Computed attributes whose value becomes unknown again as soon as anything else changes. @default [] */
  readonly recomputed?: readonly string[];
  /** What the provider or the service checks about single values. @default [] */
  readonly checks?: readonly Check[];
  /** Paths that hold IAM policy documents as JSON text. @default [] */
  readonly policies?: readonly PolicyDocument[];
  /** Other objects that must exist, and that cannot be deleted as long as this object uses them. @default [] */
  readonly references?: readonly Reference[];
  /** A key that no second object of the type may have, undefined if this object claims none. */
  readonly unique?: UniqueKey;
  /**
   * What the service fills in for a new object: `id` and every computed attribute whose value matters. Attributes that
   * it leaves out keep their configured value, or get an invented one. Nested blocks are returned whole.
   * Throws ApiError for what the service refuses.
   *
   * @param values as planned: configured values, null for unset ones, unknown for what the service has to fill in
   */
  readonly create: (values: Values, aws: Aws) => Values;
  /** The same for a changed object. @default what was planned; recomputed attributes keep their prior value */
  readonly update?: (values: Values, prior: Values, aws: Aws) => Values;
  /** Refuses a deletion by throwing ApiError, or cleans up what the service itself had created. */
  readonly remove?: (values: Values, aws: Aws) => void;
  /** Error code when something still refers to an object that shall be deleted. @default 'DependencyViolation' */
  readonly inUse?: string;
  /** How `terraform import` names the object, when that is not its id: the attributes, joined by `separator`. */
  readonly importId?: { readonly attributes: readonly string[]; readonly separator: string };
}

/** Which values an attribute may have. Unset and unknown values are not checked. */
export type Check = { readonly path: string } & (
  | { readonly oneOf: readonly string[] }
  /** Numbers, both ends included. */
  | { readonly min?: number; readonly max?: number }
  /** Characters of a text, both ends included. */
  | { readonly length: readonly [shortest: number, longest: number] }
  /** @example { path: 'cidr_block', matches: isIpv4Range, expected: 'an IPv4 CIDR block such as 10.0.0.0/16' } */
  | { readonly matches: (text: string) => boolean; readonly expected: string }
);

export interface PolicyDocument {
  readonly path: string;
  /** Who the document belongs to decides whether it names principals: identities have none, trust and resources do. */
  readonly kind: 'identity' | 'trust' | 'resource';
  /** Characters without white space that the service accepts. */
  readonly longest: number;
}

/** Values at `path` that name objects of another type. */
export interface Reference {
  readonly path: string;
  readonly type: string;
  /** Attribute of the other object that the value equals. @default 'id' */
  readonly by?: string;
  /** Error code when there is no such object, such as `InvalidVpcID.NotFound`. */
  readonly missing: string;
  /**
   * What becomes of this object when the other one is deleted: `cascade`, it is deleted too; `ignore`, nothing. By
   * default the other one cannot be deleted.
   */
  readonly onDelete?: 'cascade' | 'ignore';
}

export interface UniqueKey {
  readonly of: (values: Values) => string | undefined;
  /** How far the key reaches. @default the scope of the model */
  readonly within?: 'region' | 'global';
  /** Error code when the key is taken, such as `EntityAlreadyExists`. */
  readonly taken: string;
}

/** The account and region that an operation works in. */
export interface Aws {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** A new identifier in the style of EC2: the prefix, a dash and 17 hexadecimal digits. */
  newId(prefix: string): string;
  /** `arn:aws:<service>:<region>:<account>:<resource>`, without the region for `{ scope: 'global' }`. */
  arn(service: string, resource: string, options?: { readonly scope: 'global' }): string;
  /** An object of this account: of this region, or global if its type is. */
  find(type: string, id: string): Values | undefined;
  findByArn(arn: string): { readonly type: string; readonly region: string; readonly values: Values } | undefined;
  /** Objects of a type, of this region or global. */
  list(type: string): readonly Values[];
  /**
   * Stores an object that the service makes by itself, such as the security group of an EKS cluster; it goes when the
   * object in work is deleted.
   */
  own(type: string, id: string, values: Values): void;
  /** The same for an object that stays then, such as the log group of an EKS cluster. */
  leave(type: string, id: string, values: Values): void;
}

/** How one data source answers. Throws ApiError when it finds nothing, or too much. */
export type DataModel = (config: Values, aws: Aws) => Values;
