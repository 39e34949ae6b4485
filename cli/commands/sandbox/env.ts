import { sandboxVariables } from '../../../sandbox/variables';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';
import { sandboxTarget } from '../../run/target';
import { locateSandbox, makeSandboxParent, type SandboxOptions } from '../../sandbox/location';
import { shellWord } from '../../shell-word';

/**
 * `ninefold sandbox env`: lines for a shell, after which plain terraform and cdktf work on the sandbox. It is made if it
 * is not there yet.
 */
export async function sandboxEnv(file: string, options: SandboxOptions, context: Context): Promise<number> {
  const { environment, folder } = locateSandbox(file, options, context);
  makeSandboxParent(options);
  await sandboxTarget(folder).prepare(environment);
  const lines = Object.entries(sandboxVariables(folder)).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}=${shellWord(value)}`,
  );
  context.terminal.print(['# simulated: nothing that runs with these variables touches a cloud', ...lines].join('\n'));
  return exitCodes.ok;
}
