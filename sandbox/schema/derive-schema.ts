import type { AttributeType } from '../protocol/value';
import { type BoundProvider, findBindings, readModules } from './derive-bindings';
import { type Member, type Module, parseModule } from './derive-module';
import { readShape, type Shape } from './derive-shape';
import type { Attribute, Block, NestedBlock, ProviderSchema } from './provider-schema';

/** The protocol that the real provider speaks, which its bindings do not tell. */
const protocols = { aws: 5, helm: 6 } as const;

/**
 * The schema of a provider from its installed CDKTF bindings, which the generator of cdktf made of the schema of the
 * real provider. What the bindings do not have is missing: how often a block may occur beyond "at least once" and "at
 * most once", which values are sensitive, versions of schemas, deprecations.
 */
export function deriveSchema(provider: BoundProvider): ProviderSchema {
  const bindings = findBindings(provider);
  const protocol = protocols[provider];
  const resources: Record<string, Block> = {};
  const dataSources: Record<string, Block> = {};
  let configuration: Block | undefined;
  for (const source of readModules(bindings)) {
    const module = parseModule(source);
    const block = blockOf(module.members, { module, protocol, within: [] });
    if (module.kind === 'resource') resources[module.type] = block;
    else if (module.kind === 'dataSource') dataSources[module.type] = block;
    else configuration = withoutAlias(block);
  }
  if (configuration === undefined) throw new Error(`the bindings of ${bindings.source} configure no provider`);
  const { source, version } = bindings;
  return { source, version, protocol, provider: configuration, resources, dataSources };
}

/** The generator adds the argument `alias`, which Terraform itself handles, to every provider. */
function withoutAlias({ attributes: { alias: _, ...attributes }, blocks }: Block): Block {
  return { attributes, blocks };
}

interface Context {
  readonly module: Module;
  readonly protocol: ProviderSchema['protocol'];
  /** Structs around the one in work. */
  readonly within: readonly string[];
}

function blockOf(members: readonly Member[], context: Context): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  for (const member of members) {
    const { shape, isBlock, isSingle } = readShape(member, context.module.structs);
    if (isBlock) blocks[member.name] = nestedBlockOf(member, shape, isSingle, context);
    else attributes[member.name] = attributeOf(member, shape, context);
  }
  return { attributes, blocks };
}

function nestedBlockOf({ name, required }: Member, shape: Shape, isSingle: boolean, context: Context): NestedBlock {
  const [nesting, struct] = 'of' in shape ? [shape.collection, shape.of] : ['single' as const, shape];
  if (!('struct' in struct)) throw new Error(`block ${name} of ${context.module.type} has no struct`);
  const block = inStruct(struct.struct, context, blockOf);
  return {
    // Terraform allows no dynamic types in blocks that are sets, and refuses the whole provider.
    nesting: nesting === 'set' && holdsDynamic(block) ? 'list' : nesting,
    ...(nesting !== 'single' && required && { minItems: 1 }),
    ...(isSingle && { maxItems: 1 }),
    block,
  };
}

function attributeOf(member: Member, shape: Shape, context: Context): Attribute {
  return {
    ...(nestedOf(shape, context) ?? { type: typeOf(shape, context) }),
    ...(member.required && { required: true }),
    ...(member.optional && { optional: true }),
    ...(member.computed && { computed: true }),
    ...(isWriteOnly(member, context.module) && { writeOnly: true }),
  };
}

/** Bindings do not tell what is write-only; the provider names such arguments, which only resources have, alike. */
function isWriteOnly({ name, computed }: Member, { kind }: Module): boolean {
  return kind === 'resource' && name.endsWith('_wo') && !computed;
}

/** Objects of protocol 6 have attributes with flags of their own. */
function nestedOf(shape: Shape, context: Context): Pick<Attribute, 'nested'> | undefined {
  const [nesting, struct] = 'of' in shape ? [shape.collection, shape.of] : ['single' as const, shape];
  if (context.protocol !== 6 || !('struct' in struct)) return undefined;
  return { nested: { nesting, attributes: inStruct(struct.struct, context, blockOf).attributes } };
}

function typeOf(shape: Shape, context: Context): AttributeType {
  if ('scalar' in shape) return shape.scalar;
  if ('collection' in shape) return [shape.collection, typeOf(shape.of, context)];
  return ['object', inStruct(shape.struct, context, typesOf)];
}

function typesOf(members: readonly Member[], context: Context): Record<string, AttributeType> {
  const types = members.map((member) => [
    member.name,
    typeOf(readShape(member, context.module.structs).shape, context),
  ]);
  return Object.fromEntries(types);
}

/** What `read` makes of the members of a struct. */
function inStruct<T>(struct: string, context: Context, read: (members: readonly Member[], context: Context) => T): T {
  const members = context.module.structs.get(struct);
  if (members === undefined) throw new Error(`the module of ${context.module.type} lacks ${struct}`);
  // The generator ties structs that repeat themselves into loops, which no schema can have.
  if (context.within.includes(struct)) throw new Error(`${struct} contains itself`);
  return read(members, { ...context, within: [...context.within, struct] });
}

function holdsDynamic({ attributes, blocks }: Block): boolean {
  return (
    Object.values(attributes).some(({ type }) => type === 'dynamic') ||
    Object.values(blocks).some(({ block }) => holdsDynamic(block))
  );
}
