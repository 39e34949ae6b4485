import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { unexpectedUserError } from '../as-user-error';
import { currentDay } from '../clock';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { type Colors, exitOnClosedPipe, makeTerminal, type Terminal } from '../terminal/terminal';
import { addBlueprintCommands } from './blueprint-commands';
import { addDrillCommands } from './drill-commands';
import { addFitCommand } from './fit-command';
import { addReviewCommands } from './review-commands';
import { addSandboxCommands } from './sandbox-commands';
import { addSpecCommands } from './spec-commands';
import { addStackCommands } from './stack-commands';
import { addTrainCommands } from './train-commands';

interface GlobalOptions {
  readonly today?: string;
  readonly color?: boolean;
}

/** Runs the command line and returns the exit code. */
export async function run(args: readonly string[], version: string): Promise<number> {
  exitOnClosedPipe();
  let exitCode: number = exitCodes.ok;
  const program = makeProgram(version, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(unexpectedUserError(error), makeTerminal(program.opts<GlobalOptions>().color));
  }
}

/** A mistake in the command line as Commander tells it, in the form of all other mistakes. */
function commandLineError(text: string, colors: Colors): string {
  const [message = '', hint] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  const meant = hint?.replace(/^\(Did (.*)\)$/, 'did $1 ');
  return mistake(message.replace(/\.$/, ''), `${meant ?? ''}--help shows what is possible`, colors);
}

function mistake(message: string, fix: string, colors: Colors): string {
  return `${colors.red('error')} ${message}\n  fix  ${fix}`;
}

function report(error: unknown, { note, noteColors }: Terminal): number {
  // Commander has written its message, or the help, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.mistake;
  if (error instanceof UserError) {
    note(mistake(error.message, error.fix, noteColors));
    return exitCodes.mistake;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  note(`${noteColors.red('internal error')} ${message}`);
  note('This is a defect of Ninefold, not of your spec. Please report it with the spec and the command that you ran.');
  note(process.env['NINEFOLD_DEBUG'] === '1' ? (stack ?? message) : 'NINEFOLD_DEBUG=1 shows where it happened.');
  return exitCodes.defect;
}

/**
 * Every command and option. Commands load their code when they run: `validate` shall not pay for `synth`.
 *
 * @param exit gets the exit code of the command that runs
 */
export function makeProgram(version: string, exit: (code: number) => void): Command {
  const program = new Command('ninefold')
    .description('One project spec in, a whole multi-region environment for LLM training and serving on AWS out.')
    .version(version, '--version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .option('--today <day>', 'judge expiries and ends of support as of this day (default: today, in UTC)', parseDay)
    .option('--color', 'use colours even when the output is no terminal')
    .option('--no-color', 'use no colours')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        const { noteColors } = makeTerminal(program.opts<GlobalOptions>().color);
        write(`${commandLineError(text, noteColors)}\n`);
      },
    })
    .addHelpText('after', exitCodeHelp);

  const context = (): Context => {
    const { today, color } = program.opts<GlobalOptions>();
    return { terminal: makeTerminal(color), today: today ?? currentDay(), version };
  };

  const wiring = { context, exit };
  // In the order of work: the help shows them like this.
  addSpecCommands(program, wiring);
  addFitCommand(program, wiring);
  addReviewCommands(program, wiring);
  addSandboxCommands(program, wiring);
  addStackCommands(program, wiring);
  addTrainCommands(program, wiring);
  addDrillCommands(program, wiring);
  addBlueprintCommands(program, wiring);
  return program;
}

function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
  if (!isDay) throw new InvalidArgumentError('Write a day such as 2026-12-31.');
  return text;
}

const exitCodeHelp = `
Exit codes:
  0   fine
  1   something in the spec or in the command has to be corrected; nothing was deployed or destroyed
  2   not every stack was deployed or destroyed, and the report says why; or, by diff, something changes
  70  Ninefold is wrong; please report it
`;
