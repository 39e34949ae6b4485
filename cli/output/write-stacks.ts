import type { Environment } from '../../planner/environment/environment';
import type { StackSummary } from '../../stacks/synthesize';
import { asUserError } from '../as-user-error';
import { interruptible } from '../terminal/interruption';
import { deliverSignals } from '../terminal/signals';
import type { Terminal } from '../terminal/terminal';
import { openOutputFolder, otherFolder } from './output-folder';

interface WrittenStacks {
  /** In the order of deployment. */
  readonly stacks: readonly StackSummary[];
  /** Stacks that are gone from the spec and may still be deployed. */
  readonly retired: readonly string[];
}

/**
 * Writes the stacks of an environment without errors into the output folder, completely or not at all.
 *
 * @param beforePublishing is given the folder that will become the output
 */
export async function writeStacks(
  environment: Environment,
  output: string,
  terminal: Terminal,
  beforePublishing?: (draft: string) => void,
): Promise<WrittenStacks> {
  // From before the first file is made: a process that died there would leave it behind.
  return interruptible(async ({ signal }) => {
    const folder = openOutputFolder(output);
    const done = showWork(`building the stacks of ${environment.project} / ${environment.name} …`, terminal);
    try {
      const { synthesize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
      const stacks = asUserError(`cannot write ${output}`, otherFolder, () => synthesize(environment, folder.draft));
      await deliverSignals();
      signal.throwIfAborted();
      asUserError(`cannot write ${output}`, otherFolder, () => beforePublishing?.(folder.draft));
      const { left, retired } = folder.publish();
      done();
      for (const path of left)
        terminal.note(`kept ${path} of a stack that is gone: look at it, and remove it yourself`);
      return { stacks, retired };
    } catch (error) {
      folder.discard();
      throw error;
    } finally {
      done();
    }
  });
}

/** Shows one line as long as the work takes, if somebody is watching. */
function showWork(text: string, { liveNotes, noteColors }: Terminal): () => void {
  if (!liveNotes) return () => {};
  process.stderr.write(noteColors.dim(text));
  return () => process.stderr.write('\r\u001b[2K');
}
