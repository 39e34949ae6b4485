import { isEqual } from '../protocol/paths';
import { isValues, unknown, type Value, type Values } from '../protocol/value';
import type { Attribute, Block } from '../schema/provider-schema';

/**
 * What a new object will look like: as configured, and unknown where the provider fills something in. The rules of this
 * file are those that Terraform enforces on every provider that does not claim the leniency of the old SDK.
 *
 * @param proposed the configuration with every attribute present
 */
export function planCreation(block: Block, proposed: Values): Values {
  return planBlock(block, proposed, undefined);
}

/**
 * What a changed object will look like. Terraform has put the prior values of computed attributes into the proposal
 * already, except inside of sets, whose elements it cannot pair.
 *
 * @param recomputed computed attributes of the object that every change makes unknown
 * @returns the prior object itself when nothing changes
 */
export function planChange(block: Block, prior: Values, proposed: Values, recomputed: readonly string[]): Values {
  const planned = planBlock(block, proposed, prior);
  if (isEqual(planned, prior)) return prior;
  const again = recomputed.filter((name) => block.attributes[name]?.computed && isEqual(planned[name], prior[name]));
  return { ...planned, ...Object.fromEntries(again.map((name) => [name, unknown])) };
}

function planBlock(block: Block, proposed: Values, prior: Values | undefined): Values {
  const planned: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    planned[name] = planAttribute(attribute, proposed[name] ?? null, prior?.[name]);
  }
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks)) {
    const value = proposed[name] ?? null;
    const before = prior?.[name];
    if (Array.isArray(value)) planned[name] = planElements(inner, nesting === 'set', value, before);
    else planned[name] = isValues(value) ? planBlock(inner, value, isValues(before) ? before : undefined) : value;
  }
  return planned;
}

function planElements(block: Block, isSet: boolean, elements: readonly Value[], prior: Value | undefined): Value[] {
  const priorElements = (Array.isArray(prior) ? prior : []) as readonly Value[];
  return elements.map((element, index) => {
    if (!isValues(element)) return element;
    return planBlock(block, element, isSet ? pair(block, element, priorElements) : at(priorElements, index));
  });
}

/**
 * A computed attribute of a new object is unknown when nothing is configured; of an old one it keeps its value, which
 * may be null.
 */
function planAttribute(attribute: Attribute, value: Value, prior: Value | undefined): Value {
  if (attribute.writeOnly) return null;
  if (value === null && attribute.computed) return prior === undefined ? unknown : prior;
  const { nested } = attribute;
  if (nested === undefined || value === null || value === unknown) return value;
  const inner: Block = { attributes: nested.attributes, blocks: {} };
  if (nested.nesting === 'single') {
    return isValues(value) ? planBlock(inner, value, isValues(prior) ? prior : undefined) : value;
  }
  if (nested.nesting === 'map' || !Array.isArray(value)) return value;
  return planElements(inner, nested.nesting === 'set', value, prior);
}

function at(elements: readonly Value[], index: number): Values | undefined {
  const element = elements[index];
  return isValues(element) ? element : undefined;
}

/** The prior element of a set that a proposed one continues: the one with the same configured values. */
function pair(block: Block, element: Values, priorElements: readonly Value[]): Values | undefined {
  return priorElements.filter(isValues).find((prior) => continues(block, element, prior));
}

function continues(block: Block, element: Values, prior: Values): boolean {
  const attributes = Object.entries(block.attributes).every(([name, { computed }]) => {
    const value = element[name] ?? null;
    return (value === null && computed === true) || isEqual(value, prior[name] ?? null);
  });
  const blocks = Object.entries(block.blocks).every(([name, { block: inner }]) => {
    const [values, priors] = [element[name], prior[name]].map((value) => (Array.isArray(value) ? value : [value])) as [
      Value[],
      Value[],
    ];
    return (
      values.length === priors.length &&
      values.every((value, index) => {
        const before = priors[index];
        return isValues(value) && isValues(before) ? continues(inner, value, before) : isEqual(value, before);
      })
    );
  });
  return attributes && blocks;
}
