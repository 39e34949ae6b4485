import type { StackSummary } from '../../stacks/synthesize';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { exitCodes } from '../exit';
import { findingsText } from '../findings-text';
import { invocation } from '../invocation';
import { retiredNotice } from '../output/retired-notice';
import { writeStacks } from '../output/write-stacks';
import type { Target } from '../run/target';
import { shellWord } from '../shell-word';

export interface SynthOptions {
  /** Where the environment goes. */
  readonly target: () => Target;
}

/** `ninefold synth`: writes the Terraform configuration, or nothing if there are errors. Returns the exit code. */
export async function synth(file: string, options: SynthOptions, { terminal, today }: Context): Promise<number> {
  const { findings, environment, source } = compileSpec(file, today);
  terminal.note(findingsText(findings, source, terminal.noteColors));
  if (environment === undefined) {
    terminal.note('nothing was written');
    return exitCodes.mistake;
  }
  const target = options.target();
  const { stacks, retired } = await writeStacks(target.adapt(environment), target.output, terminal);
  terminal.print(report(file, target, stacks));
  if (retired.length > 0) terminal.note(retiredNotice(retired, target.simulated));
  return exitCodes.ok;
}

function report(file: string, { output, simulated }: Target, stacks: readonly StackSummary[]): string {
  const width = Math.max(...stacks.map(({ name }) => name.length));
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const rows = stacks.map((stack) => `  ${stack.name.padEnd(width)}  ${String(stack.resources).padStart(4)} resources`);
  const words = [
    ...(file === 'project.yaml' ? [] : [shellWord(file)]),
    ...(simulated || output === 'cdktf.out' ? [] : ['--output', shellWord(output)]),
  ];
  return [
    `${output}: ${stacks.length} stacks, ${resources} resources, in the order of deployment`,
    ...rows,
    '',
    simulated ? 'Next, on simulated clouds:' : 'Next, with credentials for the account:',
    `  ${[invocation, 'deploy', ...words].join(' ')}`,
  ].join('\n');
}
