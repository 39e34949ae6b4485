import type { IField, IMapField, IType, Root, Type } from 'protobufjs/light';

/** Versions of Terraform's plugin protocol. They differ in names of calls and little else. */
export type Protocol = 5 | 6;

/** A value as it travels: one of the two encodings, MessagePack from Terraform and from us. */
export interface EncodedValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** The way to a value: attributes and blocks by name, elements by key or position. */
export interface EncodedPath {
  readonly steps: readonly (
    | { readonly attributeName: string }
    | { readonly elementKeyString: string }
    | { readonly elementKeyInt: number }
  )[];
}

export const severities = { error: 1, warning: 2 } as const;

export interface Diagnostic {
  readonly severity: (typeof severities)[keyof typeof severities];
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: EncodedPath;
}

interface Answer {
  readonly diagnostics?: readonly Diagnostic[];
}

/** A decoded message has every field: null for a message that was not sent, no bytes for bytes that were not. */
type Sent = EncodedValue | null;

/** What Terraform asks (first) and what a provider answers (second), by the name that we give to the call. */
export interface Calls {
  getSchema: [object, object];
  validateProviderConfig: [{ config: Sent }, Answer & { preparedConfig?: EncodedValue }];
  validateResource: [{ typeName: string; config: Sent }, Answer];
  validateDataSource: [{ typeName: string; config: Sent }, Answer];
  configure: [{ terraformVersion: string; config: Sent }, Answer];
  /** `version` is the one of the schema that wrote the state. */
  upgradeState: [
    { typeName: string; version: number; rawState: { json: Uint8Array; flatmap: Record<string, string> } | null },
    Answer & { upgradedState?: EncodedValue },
  ];
  read: [
    { typeName: string; currentState: Sent; private: Uint8Array },
    Answer & { newState?: EncodedValue; private?: Uint8Array },
  ];
  plan: [
    { typeName: string; priorState: Sent; proposedNewState: Sent; config: Sent; priorPrivate: Uint8Array },
    Answer & { plannedState?: EncodedValue; requiresReplace?: readonly EncodedPath[]; plannedPrivate?: Uint8Array },
  ];
  apply: [
    { typeName: string; priorState: Sent; plannedState: Sent; config: Sent; plannedPrivate: Uint8Array },
    Answer & { newState?: EncodedValue; private?: Uint8Array },
  ];
  importState: [
    { typeName: string; id: string },
    Answer & { importedResources?: readonly { typeName: string; state: EncodedValue; private?: Uint8Array }[] },
  ];
  readData: [{ typeName: string; config: Sent }, Answer & { state?: EncodedValue }];
  stop: [object, { error?: string }];
}

export type CallName = keyof Calls;

/** Answers to the calls of Terraform; the answer to `getSchema` is bytes already. */
export type Provider = {
  readonly [Name in Exclude<keyof Calls, 'getSchema'>]: (
    request: Calls[Name][0],
  ) => Calls[Name][1] | Promise<Calls[Name][1]>;
};

/** One call of the service `Provider`. */
export interface Rpc {
  readonly name: CallName;
  /** Of the HTTP/2 request: `/tfplugin5.Provider/ReadResource`. */
  readonly path: string;
  readonly request: Type;
  readonly response: Type;
}

/** What protocol 5 and protocol 6 call a call. */
const callNames: Readonly<Record<CallName, readonly [v5: string, v6: string]>> = {
  getSchema: ['GetSchema', 'GetProviderSchema'],
  validateProviderConfig: ['PrepareProviderConfig', 'ValidateProviderConfig'],
  validateResource: ['ValidateResourceTypeConfig', 'ValidateResourceConfig'],
  validateDataSource: ['ValidateDataSourceConfig', 'ValidateDataResourceConfig'],
  configure: ['Configure', 'ConfigureProvider'],
  upgradeState: ['UpgradeResourceState', 'UpgradeResourceState'],
  read: ['ReadResource', 'ReadResource'],
  plan: ['PlanResourceChange', 'PlanResourceChange'],
  apply: ['ApplyResourceChange', 'ApplyResourceChange'],
  importState: ['ImportResourceState', 'ImportResourceState'],
  readData: ['ReadDataSource', 'ReadDataSource'],
  stop: ['Stop', 'StopProvider'],
};

/**
 * Number and type of each field of a message. After a type, `[]` says repeated, `{}` a map from strings and `?` that at
 * most one of the fields so marked is set.
 */
type Fields = Readonly<Record<string, readonly [number: number, type: string]>>;

/**
 * Messages that both protocols share.
 *
 * Numbers are declared int32 where the protocol says int64: small ones are the same bytes, and protobufjs then decodes
 * plain numbers.
 */
const sharedMessages: Readonly<Record<string, Fields>> = {
  DynamicValue: { msgpack: [1, 'bytes'], json: [2, 'bytes'] },
  AttributePath: { steps: [1, 'Step[]'] },
  Step: { attributeName: [1, 'string?'], elementKeyString: [2, 'string?'], elementKeyInt: [3, 'int32?'] },
  Diagnostic: {
    severity: [1, 'int32'],
    summary: [2, 'string'],
    detail: [3, 'string'],
    attribute: [4, 'AttributePath'],
  },
  RawState: { json: [1, 'bytes'], flatmap: [2, 'string{}'] },

  Schema: { version: [1, 'int32'], block: [2, 'Block'] },
  Block: { version: [1, 'int32'], attributes: [2, 'Attribute[]'], blockTypes: [3, 'NestedBlock[]'] },
  NestedBlock: {
    typeName: [1, 'string'],
    block: [2, 'Block'],
    nesting: [3, 'int32'],
    minItems: [4, 'int32'],
    maxItems: [5, 'int32'],
  },
  ServerCapabilities: {
    planDestroy: [1, 'bool'],
    getProviderSchemaOptional: [2, 'bool'],
    moveResourceState: [3, 'bool'],
  },

  getSchemaRequest: {},
  getSchemaResponse: {
    provider: [1, 'Schema'],
    resourceSchemas: [2, 'Schema{}'],
    dataSourceSchemas: [3, 'Schema{}'],
    diagnostics: [4, 'Diagnostic[]'],
    providerMeta: [5, 'Schema'],
    serverCapabilities: [6, 'ServerCapabilities'],
  },
  validateProviderConfigRequest: { config: [1, 'DynamicValue'] },
  validateResourceRequest: { typeName: [1, 'string'], config: [2, 'DynamicValue'] },
  validateResourceResponse: { diagnostics: [1, 'Diagnostic[]'] },
  validateDataSourceRequest: { typeName: [1, 'string'], config: [2, 'DynamicValue'] },
  validateDataSourceResponse: { diagnostics: [1, 'Diagnostic[]'] },
  configureRequest: { terraformVersion: [1, 'string'], config: [2, 'DynamicValue'] },
  configureResponse: { diagnostics: [1, 'Diagnostic[]'] },
  upgradeStateRequest: { typeName: [1, 'string'], version: [2, 'int32'], rawState: [3, 'RawState'] },
  upgradeStateResponse: { upgradedState: [1, 'DynamicValue'], diagnostics: [2, 'Diagnostic[]'] },
  readRequest: { typeName: [1, 'string'], currentState: [2, 'DynamicValue'], private: [3, 'bytes'] },
  readResponse: { newState: [1, 'DynamicValue'], diagnostics: [2, 'Diagnostic[]'], private: [3, 'bytes'] },
  planRequest: {
    typeName: [1, 'string'],
    priorState: [2, 'DynamicValue'],
    proposedNewState: [3, 'DynamicValue'],
    config: [4, 'DynamicValue'],
    priorPrivate: [5, 'bytes'],
  },
  // Field 5 of the answer to a plan and field 4 of the answer to an apply would switch off Terraform's checks of what
  // the provider plans and applies, for providers of the older SDK. They are left out, so that nobody sets them.
  planResponse: {
    plannedState: [1, 'DynamicValue'],
    requiresReplace: [2, 'AttributePath[]'],
    plannedPrivate: [3, 'bytes'],
    diagnostics: [4, 'Diagnostic[]'],
  },
  applyRequest: {
    typeName: [1, 'string'],
    priorState: [2, 'DynamicValue'],
    plannedState: [3, 'DynamicValue'],
    config: [4, 'DynamicValue'],
    plannedPrivate: [5, 'bytes'],
  },
  applyResponse: { newState: [1, 'DynamicValue'], private: [2, 'bytes'], diagnostics: [3, 'Diagnostic[]'] },
  importStateRequest: { typeName: [1, 'string'], id: [2, 'string'] },
  importStateResponse: { importedResources: [1, 'ImportedResource[]'], diagnostics: [2, 'Diagnostic[]'] },
  ImportedResource: { typeName: [1, 'string'], state: [2, 'DynamicValue'], private: [3, 'bytes'] },
  readDataRequest: { typeName: [1, 'string'], config: [2, 'DynamicValue'] },
  readDataResponse: { state: [1, 'DynamicValue'], diagnostics: [2, 'Diagnostic[]'] },
  stopRequest: {},
  stopResponse: { error: [1, 'string'] },
};

const attribute: Fields = {
  name: [1, 'string'],
  /** JSON text, such as `["list","string"]`. */
  type: [2, 'bytes'],
  required: [4, 'bool'],
  optional: [5, 'bool'],
  computed: [6, 'bool'],
  sensitive: [7, 'bool'],
};

/** Messages in which the protocols differ. */
const messagesOf: Readonly<Record<Protocol, Readonly<Record<string, Fields>>>> = {
  5: {
    Attribute: { ...attribute, writeOnly: [10, 'bool'] },
    validateProviderConfigResponse: { preparedConfig: [1, 'DynamicValue'], diagnostics: [2, 'Diagnostic[]'] },
  },
  6: {
    Attribute: { ...attribute, nestedType: [10, 'NestedObject'], writeOnly: [11, 'bool'] },
    NestedObject: { attributes: [1, 'Attribute[]'], nesting: [3, 'int32'] },
    validateProviderConfigResponse: { diagnostics: [2, 'Diagnostic[]'] },
  },
};

/** Numbers of the nestings, of blocks and of nested attributes alike. */
export const nestings = { single: 1, list: 2, set: 3, map: 4 } as const;

const rootsByProtocol = new Map<Protocol, Root>();

function rootOf(protocol: Protocol): Root {
  const known = rootsByProtocol.get(protocol);
  if (known !== undefined) return known;
  // Loaded here because many processes are asked for nothing but the schema, whose bytes are ready.
  const { Root } = require('protobufjs/light') as typeof import('protobufjs/light');
  const messages = Object.entries({ ...sharedMessages, ...messagesOf[protocol] });
  const root = Root.fromJSON({
    nested: Object.fromEntries(messages.map(([name, fields]) => [name, messageOf(fields)])),
  });
  rootsByProtocol.set(protocol, root);
  return root;
}

/** A message in the JSON form of protobufjs. */
function messageOf(fields: Fields): IType {
  const described = Object.entries(fields).map(([name, [id, type]]) => [name, fieldOf(id, type)]);
  const exclusive = Object.keys(fields).filter((name) => fields[name]?.[1].endsWith('?'));
  return {
    fields: Object.fromEntries(described),
    ...(exclusive.length > 0 && { oneofs: { choice: { oneof: exclusive } } }),
  };
}

function fieldOf(id: number, type: string): IField | IMapField {
  if (type.endsWith('[]')) return { id, rule: 'repeated', type: type.slice(0, -2) };
  if (type.endsWith('{}')) return { id, keyType: 'string', type: type.slice(0, -2) };
  return { id, type: type.replace('?', '') };
}

/** The calls of a provider of this protocol, all that Terraform 1.11 needs. */
export function rpcs(protocol: Protocol): readonly Rpc[] {
  return (Object.keys(callNames) as CallName[]).map((name) => ({
    name,
    path: `/tfplugin${protocol}.Provider/${callNames[name][protocol === 5 ? 0 : 1]}`,
    get request() {
      return rootOf(protocol).lookupType(`${name}Request`);
    },
    get response() {
      return rootOf(protocol).lookupType(`${name}Response`);
    },
  }));
}

/** The call of this name. */
export function rpc(protocol: Protocol, name: CallName): Rpc {
  const found = rpcs(protocol).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`protocol ${protocol} has no call ${name}`);
  return found;
}

/** A message from its bytes, every field set. Bytes stay views into `bytes`. */
export function decode(type: Type, bytes: Uint8Array): object {
  return type.toObject(type.decode(bytes), { defaults: true });
}

/** The bytes of a message. Fields that it leaves out are not sent. */
export function encode(type: Type, message: object): Uint8Array {
  return type.encode(message).finish();
}

/** Calls that HashiCorp's plugin library makes beside those of the provider. */
export const pluginCalls = {
  /** Answered by `emptyMessage`; the provider ends thereafter. */
  shutdown: '/plugin.GRPCController/Shutdown',
  /** Answered by `healthy`. */
  health: '/grpc.health.v1.Health/Check',
  /** A stream from the provider that may stay silent. */
  stdio: '/plugin.GRPCStdio/StreamStdio',
  /** A stream in both directions that may stay silent. */
  broker: '/plugin.GRPCBroker/StartStream',
} as const;

export const emptyMessage: Uint8Array = new Uint8Array();

/** The answer to a health check: field 1, status SERVING. */
export const healthy: Uint8Array = Uint8Array.of(0x08, 0x01);
