import type { Stack } from './terraform/manifest';
import { DeployProblem } from './terraform/problem';
import { readState, type StateResource } from './terraform/stack-state';
import type { Terraform } from './terraform/terraform';
import { errorsIn } from './terraform/terraform-message';

/** What a stack's state holds. */
export interface Inspection {
  readonly stack: Stack;
  readonly resources: readonly StateResource[];
}

/**
 * Reads the states of stacks, and changes nothing but `.terraform` in their folders.
 *
 * @throws DeployProblem if one cannot be read
 */
export function inspectStacks(
  stacks: readonly Stack[],
  terraform: Terraform,
  interrupt: AbortSignal,
): Promise<Inspection[]> {
  return Promise.all(
    stacks.map(async (stack) => {
      const { code, messages, log } = await terraform.init(stack, interrupt);
      if (code !== 0) {
        const errors = errorsIn(messages).map(({ summary, detail }) => `${summary}\n${detail}`);
        throw unreadable(stack, errors.join('\n'), log);
      }
      try {
        return { stack, resources: await readState(stack, terraform) };
      } catch (error) {
        throw unreadable(stack, error instanceof Error ? error.message : String(error), log);
      }
    }),
  );
}

function unreadable({ name }: Stack, reason: string, log: string): DeployProblem {
  return new DeployProblem(`cannot read the state of ${name}: ${reason}`, `correct that and run again; see ${log}`);
}
