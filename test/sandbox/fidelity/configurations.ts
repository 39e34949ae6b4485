import type { AttributeType } from '../../../sandbox/protocol/value';
import { isValues, type Value, type Values } from '../../../sandbox/protocol/value';
import type { Attribute, Block } from '../../../sandbox/schema/provider-schema';

/** Makes a value for the attribute at a path. */
export type Sample = (path: string, type: AttributeType) => Value;

/** What a user may set, through nested blocks: `vpc_config.subnet_ids`, with its type. */
export function settablePaths(block: Block, above = ''): Map<string, AttributeType> {
  const attributes = Object.entries(block.attributes)
    .filter(([name, attribute]) => isSettable(attribute) && above + name !== 'id')
    .flatMap(([name, { type }]) => (type === undefined ? [] : [[above + name, type] as const]));
  const blocks = Object.entries(block.blocks)
    .filter(([name]) => above + name !== 'timeouts')
    .flatMap(([name, nested]) => [...settablePaths(nested.block, `${above}${name}.`)]);
  return new Map([...attributes, ...blocks]);
}

function isSettable({ required, optional }: Attribute): boolean {
  return required === true || optional === true;
}

/** What a configuration sets. */
export function pathsIn(config: Values, above = ''): string[] {
  return Object.entries(config).flatMap(([name, value]) => {
    if (value === null) return [];
    if (!Array.isArray(value)) return [above + name];
    const blocks = (value as readonly Value[]).filter(isValues);
    if (blocks.length === 0) return value.length === 0 ? [] : [above + name];
    return [...new Set(blocks.flatMap((block) => pathsIn(block, `${above}${name}.`)))];
  });
}

/** A configuration with a value at a path; blocks along the way that are not there are added with what they require. */
export function withValue(block: Block, config: Values, path: string, value: Value, sample: Sample): Values {
  return setValue(block, config, '', path, value, sample);
}

function setValue(block: Block, config: Values, above: string, path: string, value: Value, sample: Sample): Values {
  const [name = ''] = path.slice(above.length).split('.');
  const nested = block.blocks[name];
  if (nested === undefined || above + name === path) return { ...config, [name]: value };
  const inside = `${above}${name}.`;
  const change = (element: Value | undefined): Values => {
    const before = isValues(element) ? element : required(nested.block, inside, sample);
    return setValue(nested.block, before, inside, path, value, sample);
  };
  const now = config[name];
  if (nested.nesting === 'single') return { ...config, [name]: change(now) };
  const [first, ...others] = Array.isArray(now) ? (now as readonly Value[]) : [];
  return { ...config, [name]: [change(first), ...others] };
}

/** A configuration with nothing but what is required. */
export function requiredOf(block: Block, sample: Sample): Values {
  return required(block, '', sample);
}

function required(block: Block, above: string, sample: Sample): Values {
  const attributes = Object.entries(block.attributes).flatMap(([name, attribute]) =>
    attribute.required && attribute.type ? [[name, sample(above + name, attribute.type)]] : [],
  );
  const blocks = Object.entries(block.blocks)
    .filter(([, { minItems = 0 }]) => minItems > 0)
    .map(([name, nested]) => {
      const inner = required(nested.block, `${above}${name}.`, sample);
      return [name, nested.nesting === 'single' ? inner : [inner]];
    });
  return Object.fromEntries([...attributes, ...blocks]);
}
