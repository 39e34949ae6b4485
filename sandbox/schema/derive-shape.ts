import { type Member, type Module, structOf } from './derive-module';

/** The type of a member as the bindings tell it. */
export type Shape =
  | { readonly scalar: 'string' | 'number' | 'bool' | 'dynamic' }
  | { readonly collection: 'list' | 'set' | 'map'; readonly of: Shape }
  | { readonly struct: string };

type Structs = Module['structs'];

/** What a member is: an attribute, or a block that may occur once or several times. */
export interface MemberShape {
  readonly shape: Shape;
  readonly isBlock: boolean;
  /** Whether a block is a list or set of no more than one element. */
  readonly isSingle: boolean;
}

export function readShape(member: Member, structs: Structs): MemberShape {
  const { written, read, calledBlock, name } = member;
  // What cannot be configured is no block: the generator takes every block for optional or required.
  if (written === undefined) return { shape: shapeOfReader(read, structs, name), isBlock: false, isSingle: false };

  const { mapper, kind } = written;
  const shape = shapeOfWriter(mapper);
  if (kind === 'list' || kind === 'set') {
    // The configuration gives the only element of a list by itself, which the generator does for blocks alone.
    const isSingle = !mapper.startsWith(listMapper);
    if (isSingle) return { shape: { collection: kind, of: shape }, isBlock: true, isSingle };
    // The outermost collection is known; a mapper calls sets lists, so that a set within another collection, of which
    // bindings of aws 6.25 have two, is taken for a list.
    const of = 'of' in shape ? shape.of : shape;
    return { shape: { collection: kind, of }, isBlock: mapper.endsWith(', true)'), isSingle };
  }
  // A nested block of its own and an object look the same but for the documentation.
  return { shape, isBlock: kind !== 'simple' && calledBlock, isSingle: false };
}

const listMapper = 'cdktf.listMapperHcl(';
const mapMapper = 'cdktf.hashMapperHcl(';

/** The type of a value from the function that writes it. */
function shapeOfWriter(mapper: string): Shape {
  if (mapper.startsWith(listMapper)) {
    return { collection: 'list', of: shapeOfWriter(mapper.slice(listMapper.length, mapper.lastIndexOf(','))) };
  }
  if (mapper.startsWith(mapMapper)) return mapOf(shapeOfWriter(mapper.slice(mapMapper.length, -1)));
  const scalar = /^cdktf\.(\w+)ToHclTerraform$/.exec(mapper)?.[1];
  return scalar === undefined ? { struct: structOf(mapper) } : { scalar: scalarOf(scalar) };
}

/** The type of a value from the code that reads it. */
function shapeOfReader(code: string, structs: Structs, name: string): Shape {
  const [, className, isSet] = /= new ([\w.]+)\(this, "\w+"(?:, (true|false))?\)/.exec(code) ?? [];
  if (className !== undefined) return outermost(shapeOfClass(className, structs), isSet);
  const getter = /this\.get(\w*)Attribute\('/.exec(code)?.[1];
  if (getter !== undefined) {
    // Lists are of strings unless their getter says otherwise.
    const shape = shapeOfClass(`cdktf.${getter === 'List' ? 'StringList' : getter}`, structs);
    return outermost(shape, String(code.includes('Fn.tolist(')));
  }
  // The generator leaves out the types of a few large attributes, which then have no getter of any type.
  if (code.includes('this.interpolationForAttribute(')) return { scalar: 'dynamic' };
  throw new Error(`the bindings do not tell the type of ${name}: ${code}`);
}

function outermost(shape: Shape, isSet: string | undefined): Shape {
  return isSet === 'true' && 'of' in shape ? { collection: 'set', of: shape.of } : shape;
}

/** The type of a value from the class of its reference, `cdktf.StringMapList` or `EksClusterVpcConfigList`. */
function shapeOfClass(name: string, structs: Structs): Shape {
  const struct = name.replace(/OutputReference$/, '');
  // The name of a struct may end like that of a collection, so that the longest known one counts.
  if (structs.has(struct)) return { struct };
  if (name.endsWith('List')) return { collection: 'list', of: shapeOfClass(name.slice(0, -'List'.length), structs) };
  if (name.endsWith('Map')) return mapOf(shapeOfClass(name.slice(0, -'Map'.length), structs));
  return { scalar: scalarOf(name.replace(/^cdktf\./, '').toLowerCase()) };
}

/** Maps of anything are what the generator makes of dynamic types. */
function mapOf(of: Shape): Shape {
  return 'scalar' in of && of.scalar === 'dynamic' ? of : { collection: 'map', of };
}

function scalarOf(name: string): 'string' | 'number' | 'bool' | 'dynamic' {
  if (name === 'string' || name === 'number') return name;
  if (name === 'boolean') return 'bool';
  if (name === 'any') return 'dynamic';
  throw new Error(`the bindings have no type ${name}`);
}
