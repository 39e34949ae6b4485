import { TerraformOutput, type TerraformStack } from '../constructs/substrate/cdktf';
import { addRemoteState, type StateAddress } from './state';

/**
 * Values that a stack hands to others: text, or text by key. cdktf would export any value that a second stack happens
 * to use, under a name that it derives by stripping punctuation, so that two values can get one name and one of them is
 * lost without a word. Here every value has the name that its property has.
 */
export type Outputs = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A stack whose outputs others read. */
export interface Producer<T extends Outputs> extends TerraformStack {
  readonly outputs: T;
  readonly address: StateAddress;
}

/** Adds one Terraform output for each value, named in snake_case. */
export function publish(stack: TerraformStack, outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) {
    new TerraformOutput(stack, outputName(name), { value, staticId: true });
  }
}

/** The producer's outputs as the consumer sees them: the same shape, each text an expression over remote state. */
export function read<T extends Outputs>(consumer: TerraformStack, producer: Producer<T>): T {
  const state = addRemoteState(consumer, producer.address);
  consumer.addDependency(producer);
  const expressions = Object.entries(producer.outputs).map(([name, value]) => {
    const reference = `${state}.outputs.${outputName(name)}`;
    return [name, typeof value === 'string' ? `\${${reference}}` : entriesOf(reference, value)];
  });
  return Object.fromEntries(expressions) as T;
}

function entriesOf(reference: string, value: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(value).map((key) => [key, `\${${reference}[${JSON.stringify(key)}]}`]));
}

function outputName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
