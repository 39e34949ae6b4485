import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentOrder } from '../../../stacks/deployment-order';

/** Configuration of one resource, as in `cdk.tf.json`. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One resource of a stack. */
export interface Resource {
  /** `aws_vpc.vpc_8B9A1CE0` */
  readonly address: string;
  readonly type: string;
  /** Path of its construct, without the stack: `vpc/vpc`. */
  readonly path: string;
  readonly attributes: Attributes;
}

/** One synthesized stack. */
export interface OutputStack {
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** Data sources by address, `data.aws_caller_identity.account`. */
  readonly data: ReadonlyMap<string, Attributes>;
  readonly outputs: Attributes;
  /** Settings of each provider by its name or `name.alias`. */
  readonly providers: ReadonlyMap<string, Attributes>;
  readonly backend: unknown;
}

/** What `synth` has written. */
export interface Output {
  /** In an order in which they can be deployed. */
  readonly stacks: ReadonlyMap<string, OutputStack>;
  /** Text of each file below `manifests/`, by its path there. */
  readonly manifests: ReadonlyMap<string, string>;
}

export const emptyOutput: Output = { stacks: new Map(), manifests: new Map() };

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly dependencies: readonly string[]; readonly synthesizedStackPath: string }>
  >;
}

type Groups = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

interface StackJson {
  readonly resource?: Groups;
  readonly data?: Groups;
  readonly output?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly terraform?: { readonly backend?: unknown };
}

/** Whether a folder is one that `synth` has written. */
export function isOutputFolder(folder: string): boolean {
  return existsSync(join(folder, 'manifest.json')) && existsSync(join(folder, 'stacks'));
}

/** Reads what `synth` has written into a folder. */
export function readOutput(folder: string): Output {
  const { stacks } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const read = Object.entries(stacks).map(([name, { dependencies, synthesizedStackPath }]) => {
    const json = JSON.parse(readFileSync(join(folder, synthesizedStackPath), 'utf8')) as StackJson;
    return stackOf(name, dependencies, json);
  });
  return { stacks: inOrder(read), manifests: readManifests(join(folder, 'manifests')) };
}

function stackOf(name: string, dependencies: readonly string[], json: StackJson): OutputStack {
  return {
    name,
    dependencies,
    resources: new Map(
      entriesOf(json.resource).map(([type, id, attributes]) => {
        const address = `${type}.${id}`;
        return [address, { address, type, path: pathOf(attributes, name) ?? id, attributes }] as const;
      }),
    ),
    data: new Map(entriesOf(json.data).map(([type, id, attributes]) => [`data.${type}.${id}`, attributes] as const)),
    outputs: Object.fromEntries(Object.entries(json.output ?? {}).map(([key, { value }]) => [key, value])),
    providers: new Map(
      Object.entries(json.provider ?? {}).flatMap(([provider, list]) =>
        list.map((settings) => {
          const { alias } = settings;
          return [typeof alias === 'string' ? `${provider}.${alias}` : provider, settings] as const;
        }),
      ),
    ),
    backend: json.terraform?.backend,
  };
}

function entriesOf(groups: Groups = {}): (readonly [type: string, id: string, attributes: Attributes])[] {
  return Object.entries(groups).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, attributes]) => [type, id, attributes] as const),
  );
}

/** cdktf notes where in the tree of constructs a resource was made. */
function pathOf(attributes: Attributes, stack: string): string | undefined {
  const note = attributes['//'] as { readonly metadata?: { readonly path?: string } } | undefined;
  const path = note?.metadata?.path;
  return path?.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}

function inOrder(stacks: readonly OutputStack[]): ReadonlyMap<string, OutputStack> {
  const sorted = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = deploymentOrder(sorted, ({ dependencies }) => [...dependencies].sort());
  return new Map(ordered.map((stack) => [stack.name, stack]));
}

function readManifests(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
