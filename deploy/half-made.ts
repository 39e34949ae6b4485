import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './terraform/manifest';
import { isReplacement, readPlan } from './terraform/saved-plan';
import type { Terraform, TerraformRun } from './terraform/terraform';
import type { PlannedChange } from './terraform/terraform-message';

/** Name of the plan that deletes, in the stack's folder. */
const planFile = 'half-made.tfplan';

/**
 * Deletes objects whose creation failed half-way, where a plan would create them anew before it deletes them. Terraform
 * does so with everything that an object with `create_before_destroy` needs. If the new object has the name of the failed
 * one, AWS refuses it (an add-on), or its deletion takes the new one along (an inline policy).
 *
 * Nothing can need an object whose creation failed. Should Terraform want to delete anything else, nothing is deleted.
 *
 * Source: Terraform documentation, "The lifecycle Meta-Argument", `create_before_destroy`.
 *
 * @param approved the saved plan that was approved
 * @returns how the deletion ended; undefined if there was nothing to delete
 */
export async function deleteHalfMade(
  stack: Stack,
  terraform: Terraform,
  approved: { readonly file: string; readonly resources: readonly PlannedChange[] },
  interrupt: AbortSignal,
): Promise<TerraformRun | undefined> {
  if (!approved.resources.some(({ action }) => action === 'replace')) return undefined;
  const { changes } = await readPlan(stack, terraform, approved.file);
  const halfMade = changes.filter((change) => isReplacement(change) && change.isTainted).map(({ address }) => address);
  if (halfMade.length === 0) return undefined;
  const run = (...args: string[]) => terraform.run({ stack, args, interrupt });
  try {
    const targets = halfMade.map((address) => `-target=${address}`);
    const planned = await run(
      'plan',
      '-input=false',
      '-json',
      '-destroy',
      '-refresh=false',
      ...targets,
      `-out=${planFile}`,
    );
    if (planned.code !== 0) return planned;
    const deletion = await readPlan(stack, terraform, planFile);
    const deleted = deletion.changes.filter(({ actions }) => actions.includes('delete'));
    // What a failed replacement was to replace has the same address, and may still be in use.
    if (!deleted.every(({ address, deposed }) => halfMade.includes(address) && deposed === undefined)) return undefined;
    return await run('apply', '-input=false', '-json', planFile);
  } finally {
    rmSync(join(stack.folder, planFile), { force: true });
  }
}

/** Whether a plan makes nothing but what another one makes as well, be it in place of something. */
export function isWithin(resources: readonly PlannedChange[], approved: readonly PlannedChange[]): boolean {
  return resources.every(({ address, action }) =>
    approved.some(
      (other) =>
        other.address === address && (other.action === action || (other.action === 'replace' && action === 'create')),
    ),
  );
}
