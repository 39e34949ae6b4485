import type { ModuleSource } from './derive-bindings';

/** What a generated module says about one type, in the generator's own terms. */
export interface Module {
  readonly kind: 'resource' | 'dataSource' | 'provider';
  /** In Terraform: `aws_eks_cluster`. */
  readonly type: string;
  readonly members: readonly Member[];
  /** Members of nested blocks and objects, by the name of their struct: `EksClusterVpcConfig`. */
  readonly structs: ReadonlyMap<string, readonly Member[]>;
}

/** One attribute or block. */
export interface Member {
  /** In Terraform: `vpc_config`. */
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** How its value is written to the configuration, undefined if it cannot be set. */
  readonly written: Written | undefined;
  /** How its value is read: the line that declares a stored reference, or the expression of a getter. */
  readonly read: string;
  /** Whether the documentation of the field calls it a block. */
  readonly calledBlock: boolean;
}

export interface Written {
  /** Expression of a function: `cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)`. */
  readonly mapper: string;
  readonly kind: 'simple' | 'list' | 'set' | 'map' | 'struct';
  /** Name of the field in TypeScript. */
  readonly field: string;
}

const kindsByBaseClass = {
  TerraformResource: 'resource',
  TerraformDataSource: 'dataSource',
  TerraformProvider: 'provider',
} as const;

export function parseModule({ name, files }: ModuleSource): Module {
  const interfaces = new Map<string, string>();
  const writers = new Map<string, ReadonlyMap<string, Written>>();
  const references = new Map<string, string>();
  let root: { readonly kind: Module['kind']; readonly text: string } | undefined;

  for (const declaration of declarations(files)) {
    const [, keyword, identifier, base] =
      /^(interface|function|class) (\w+)(?: extends cdktf\.(\w+))?/.exec(declaration) ?? [];
    if (identifier === undefined) continue;
    if (keyword === 'interface') interfaces.set(identifier, declaration);
    else if (keyword === 'function') {
      if (identifier.endsWith(writerSuffix)) writers.set(structOf(identifier), parseWritten(declaration));
    } else if (identifier.endsWith(referenceSuffix) && base === 'ComplexObject') {
      references.set(identifier.slice(0, -referenceSuffix.length), declaration);
    } else if (base !== undefined && base in kindsByBaseClass) {
      root = { kind: kindsByBaseClass[base as keyof typeof kindsByBaseClass], text: declaration };
    }
  }
  if (root === undefined) throw new Error(`module ${name} declares no type`);

  const structs = new Map<string, readonly Member[]>();
  for (const [struct, written] of writers) {
    const fields = interfaces.get(struct) ?? '';
    const reference = references.get(struct);
    // Nothing can be read from a provider, so that its structs have no classes.
    structs.set(struct, reference ? parseMembers(reference, written, fields) : membersOfInterface(fields, written));
  }
  const config = interfaces.get(capture(root.text, /config: (\w+)/)) ?? '';
  return {
    kind: root.kind,
    type: capture(root.text, /tfResourceType = "(\w+)"/),
    members: parseMembers(root.text, parseWritten(root.text), config),
    structs,
  };
}

const writerSuffix = 'ToHclTerraform';
const referenceSuffix = 'OutputReference';

/** Name of the struct that a function writes: `eksClusterVpcConfigToHclTerraform`. */
export function structOf(writer: string): string {
  const name = writer.slice(0, -writerSuffix.length);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function* declarations(files: ModuleSource['files']): Generator<string> {
  for (const text of files.values()) yield* text.split('\nexport ');
}

const flagsOf =
  /\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n +(?:private \w+\?: .*\n +)?(.*)\n *(.*)/g;

/** Attributes and blocks of a class, with the flags from the comment above each. */
function parseMembers(text: string, written: ReadonlyMap<string, Written>, fields: string): readonly Member[] {
  return Array.from(
    text.matchAll(flagsOf),
    ([, name = '', computed, optional, required, declared = '', body = '']) => ({
      name,
      computed: computed === 'true',
      optional: optional === 'true',
      required: required === 'true',
      written: written.get(name),
      read: declared.startsWith('private') ? declared : body,
      calledBlock: isCalledBlock(name, fields),
    }),
  );
}

function membersOfInterface(fields: string, written: ReadonlyMap<string, Written>): readonly Member[] {
  return Array.from(written, ([name, entry]) => {
    const optional = fields.includes(`\n  readonly ${entry.field}?:`);
    const calledBlock = isCalledBlock(name, fields);
    return { name, computed: false, optional, required: !optional, written: entry, read: '', calledBlock };
  });
}

function isCalledBlock(name: string, fields: string): boolean {
  return fields.includes(`\n  * ${name} block\n`);
}

const entryOf =
  /\n +(\w+): \{\n +value: (?:\S+ === undefined \? \w+ : )?(.+)\((?:this\._|struct!\.)(\w+)(?:\.internalValue)?\),\n +isBlock: \w+,\n +type: "(\w+)",/g;

/** Entries of the object from which a function makes HCL, by their names in Terraform. */
function parseWritten(text: string): ReadonlyMap<string, Written> {
  return new Map(
    Array.from(text.matchAll(entryOf), ([, name = '', mapper = '', field = '', kind]) => [
      name,
      { mapper, field, kind: kind as Written['kind'] },
    ]),
  );
}

function capture(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`nothing in the bindings matches ${pattern.source}`);
  return found;
}
