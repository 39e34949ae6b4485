import { CommanderError } from 'commander';
import { makeProgram } from '../../cli/program/program';

/** Each call of `ninefold` in a piece of shell, as its words after the name. */
export function ninefoldCalls(shell: string): string[][] {
  const lines = shell
    .replace(/\\\n\s*/g, ' ')
    .replace(/(^|\s)#.*$/gm, '')
    .replace(/"\$\((.*?)\)"/g, '; $1;')
    .split('\n');
  return lines.flatMap((line) =>
    [...line.replace(/^\$ /, '').matchAll(/(?:^|[;&|]|npx)\s*ninefold((?: +(?:'[^']*'|"[^"]*"|[^\s'"|&;<>]+))*)/g)].map(
      ([, rest = '']) =>
        [...rest.matchAll(/'([^']*)'|"([^"]*)"|[^\s'"]+/g)].map(([word, single, double]) => single ?? double ?? word),
    ),
  );
}

/** Every command that a mention in prose stands for: `ninefold sandbox up|down [SPEC]` is two. */
export function mentioned(text: string): string[][] {
  const words = text
    .replace(/^(npx )?ninefold|\[[^\]]*\]|…/g, '')
    .trim()
    .split(/\s+/);
  return words.reduce<string[][]>(
    (all, word) => all.flatMap((before) => word.split(/\\?\|/).map((one) => [...before, one])),
    [[]],
  );
}

/** What the program says about words that it does not understand; undefined for a command as it should be. */
export function complaint(words: readonly string[]): string | undefined {
  const program = makeProgram('0', () => {});
  let written = '';
  const prepare = (command: typeof program) => {
    command.configureOutput({
      writeErr: (text) => {
        written += text;
      },
      writeOut: () => {},
    });
    if (command.commands.length === 0) command.action(() => {});
    for (const child of command.commands) prepare(child);
  };
  prepare(program);
  try {
    program.parse([...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? undefined : `${written.split('\n')[0]} (ninefold ${words.join(' ')})`;
  }
}
