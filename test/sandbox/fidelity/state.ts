import { isValues, type Value, type Values } from '../../../sandbox/protocol/value';
import { inventUnknown } from '../../../sandbox/provider/invent';
import type { Block } from '../../../sandbox/schema/provider-schema';
import { samplesOf } from './samples';

/** What Terraform has recorded of a planned object, with made-up identifiers for what the service fills in. */
export function recorded(block: Block, planned: Values): Values {
  const invent = (name: string) => (/(^|_)(id|arn)$/.test(name) ? String(samplesOf(name, 'string')[0]) : '');
  return { ...inventUnknown(block, planned, invent), ...('id' in block.attributes && { id: invent('id') }) };
}

/** What Terraform proposes: the configuration, and what is recorded of computed attributes that it leaves open. */
export function proposed(block: Block, prior: Values, config: Values): Values {
  const attributes = Object.entries(block.attributes).map(([name, { computed }]) => {
    const value = config[name] ?? null;
    return [name, value === null && computed ? (prior[name] ?? null) : value];
  });
  const blocks = Object.entries(block.blocks).map(([name, { nesting, block: inner }]) => {
    const value: Value = config[name] ?? null;
    const before: Value = prior[name] ?? null;
    if (nesting === 'single') {
      return [name, isValues(value) && isValues(before) ? proposed(inner, before, value) : value];
    }
    const elements = (Array.isArray(value) ? value : []) as readonly Value[];
    const priors = (Array.isArray(before) ? before : []) as readonly Value[];
    return [
      name,
      elements.map((element, index) => {
        const counterpart = nesting === 'set' ? priors.find((each) => continues(element, each)) : priors[index];
        return isValues(element) && isValues(counterpart) ? proposed(inner, counterpart, element) : element;
      }),
    ];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** Whether a recorded element has everything that a configured one says. */
function continues(config: Value, prior: Value): boolean {
  if (config === null) return true;
  if (Array.isArray(config)) {
    const before = (Array.isArray(prior) ? prior : []) as readonly Value[];
    return (config as readonly Value[]).every((element, index) => continues(element, before[index] ?? null));
  }
  if (!isValues(config)) return config === prior;
  return isValues(prior) && Object.entries(config).every(([name, value]) => continues(value, prior[name] ?? null));
}
