import { InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context';

/** What a command of the command line needs to run: its surroundings, and where its exit code goes. */
export interface Wiring {
  readonly context: () => Context;
  readonly exit: (code: number) => void;
}

export const specHelp = 'the spec (default: $NINEFOLD_SPEC, else project.yaml)';

export function specFile(argument: string | undefined): string {
  return argument ?? (process.env['NINEFOLD_SPEC'] || 'project.yaml');
}

/** @param formats the first one is the default */
export function format(...formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to write the result').choices(formats).default(formats[0]);
}

export function parallelism(): Option {
  return new Option('--parallelism <number>', 'stacks at a time').default(4).argParser(numberTo(999));
}

/** Reads a whole number from 1 to `most`. */
export function numberTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[1-9]\d*$/.test(text) && value <= most) return value;
    throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
  };
}

/** For options that may be repeated. */
export function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Lines for the end of a help text. */
export function examples(lines: readonly (readonly [command: string, purpose: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}`).join('\n')}\n`;
}
