import type { Argument, Command, Option } from 'commander';
import { anchorOf, fenced, item, pageHead, plain } from './markdown';

/** `docs/reference/commands.md`: every command of the program, as its `--help` describes it. */
export function commandsPage(program: Command): string {
  return `${[
    pageHead('The commands', `\`ninefold COMMAND --help\` prints the same. Before any command stand:`),
    options(program),
    fenced('text', after(program, 'Exit codes:')),
    program.commands.map((command) => item(`${link(command)}: ${plain(command.description())}`)).join('\n'),
    ...program.commands.flatMap((command) => [
      section(command, '##'),
      ...command.commands.map((c) => section(c, '###')),
    ]),
  ].join('\n\n')}\n`;
}

function section(command: Command, level: string): string {
  const group = command.commands.length > 0;
  const parts = [
    `${level} ${nameOf(command)}`,
    `${plain(sentence(command.description()))}`,
    group
      ? command.commands.map((child) => item(`${link(child)}: ${plain(child.description())}`)).join('\n')
      : [fenced('sh', `${nameOf(command)} ${command.usage()}`.trim()), ...inputs(command)].join('\n\n'),
    examples(command),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function inputs(command: Command): string[] {
  const rows = [command.registeredArguments.map(argument).join('\n'), options(command)].filter((text) => text !== '');
  return rows.length === 0 ? [] : [rows.join('\n')];
}

function argument(of: Argument): string {
  const name = of.required ? `<${of.name()}>` : `[${of.name()}]`;
  return item(`\`${name}\` ${plain(of.description)}`);
}

function options(command: Command): string {
  return command.options.map((option) => item(`\`${option.flags}\` ${plain(described(option))}`)).join('\n');
}

function described({ description, argChoices, defaultValue }: Option): string {
  const details = [
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [`default: ${String(defaultValue)}`]),
  ];
  return details.length === 0 ? description : `${description} (${details.join('; ')})`;
}

function examples(command: Command): string {
  const text = after(command, 'Examples:');
  return text === ''
    ? ''
    : fenced('sh', text.replace(/^Examples:\n/, '').replace(/^ {2}(.*?)(?: {2,}(.*))?$/gm, asShell));
}

function asShell(_: string, line: string, purpose: string | undefined): string {
  return purpose === undefined ? line : `${line} # ${purpose}`;
}

/** What the help of a command says from a heading on, which commander adds only when it prints the help. */
function after(command: Command, heading: string): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  const start = text.indexOf(`\n${heading}`);
  return start < 0 ? '' : text.slice(start).trim();
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function link(command: Command): string {
  return `[\`${nameOf(command)}\`](#${anchorOf(nameOf(command))})`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
