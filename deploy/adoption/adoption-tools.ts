import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../events';
import type { Step } from '../steps';
import type { Terraform, TerraformRun } from '../terraform/terraform';
import type { Candidate } from './candidates';

export interface AdoptionTools {
  readonly step: Step;
  readonly terraform: Terraform;
  readonly onEvent: (event: RunEvent) => void;
  readonly interrupt: AbortSignal;
  /** Plans into `planFile`, with more options of `terraform plan`. */
  readonly plan: (...options: readonly string[]) => Promise<TerraformRun>;
  readonly planFile: string;
}

/** Beside the stack's configuration while a plan is made; the saved plan contains what it says. */
export const adoptedFile = 'adopted.tf.json';

/**
 * Plans with imports.
 *
 * @param imports `address` is where they go
 * @param more what else to add to the configuration
 */
export function planWith(
  { step, plan }: AdoptionTools,
  imports: readonly Candidate[],
  more: { readonly resource?: unknown; readonly options?: readonly string[] } = {},
): Promise<TerraformRun> {
  const { resource, options = [] } = more;
  // Text in a configuration is a template.
  const blocks = imports.map(({ address, id }) => ({ to: address, id: id.replace(/[$%](?=\{)/g, '$&$&') }));
  const content = { ...(blocks.length > 0 && { import: blocks }), ...(resource !== undefined && { resource }) };
  writeFileSync(join(step.stack.folder, adoptedFile), JSON.stringify(content));
  return plan(...options);
}

export function isPlanned({ code }: TerraformRun): boolean {
  return code === 0 || code === 2;
}
