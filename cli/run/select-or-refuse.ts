import { selectStacks } from '../../deploy/select';
import type { Stack } from '../../deploy/terraform/manifest';
import { UserError } from '../exit';

/** The stacks that `--stack` names; a pattern that names none is a mistake. */
export function selectOrRefuse(stacks: readonly Stack[], patterns: readonly string[] | undefined): readonly Stack[] {
  const { selected, unmatched } = selectStacks(stacks, patterns ?? []);
  if (unmatched.length === 0) return selected;
  throw new UserError(
    `--stack: no stack is named ${unmatched.join(' or ')}`,
    `there are ${stacks.map(({ name }) => name).join(', ')}; * stands for any characters`,
  );
}
