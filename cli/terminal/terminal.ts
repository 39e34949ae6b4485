import { createColors } from 'picocolors';
import { userErrorOf } from '../as-user-error';
import { exitCodes } from '../exit';

export type Colors = ReturnType<typeof createColors>;

/** Where a command writes: results to stdout, everything about its progress to stderr. */
export interface Terminal {
  /** Writes a result, and a line break unless the text ends in one or is empty. */
  print(text: string): void;
  /** Writes a note about the work. */
  note(text: string): void;
  /** Colours of what is printed. */
  readonly colors: Colors;
  /** Colours of notes. */
  readonly noteColors: Colors;
  /** Whether somebody sees the notes as they come. */
  readonly liveNotes: boolean;
  /** Whether somebody is there who can answer questions. */
  readonly interactive: boolean;
}

/** @param color the user's `--color` or `--no-color`; undefined leaves it to the environment */
export function makeTerminal(color: boolean | undefined): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    print: (text) => write(stdout, text),
    note: (text) => write(stderr, text),
    colors: createColors(useColor(color, stdout, process.env)),
    noteColors: createColors(useColor(color, stderr, process.env)),
    liveNotes: stderr.isTTY === true && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
  };
}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (text !== '') stream.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Flags win over FORCE_COLOR, that over NO_COLOR (https://no-color.org), and that over what the stream is. */
function useColor(
  flag: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (flag !== undefined) return flag;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (environment['NO_COLOR']) return false;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** Ends quietly when the reader of our output goes away, as `ninefold plan | head` does. */
export function exitOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      // As when it goes into a file on a full disk. What cannot be written to is told nothing.
      const { message } = userErrorOf(error, 'cannot write the output', '') as Error;
      if (stream === process.stdout) process.stderr.write(`error ${message}\n`);
      process.exit(exitCodes.mistake);
    });
  }
}

/** Goes on without a word when nobody reads our output any more: for work that must not be left half-done. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error');
    stream.on('error', () => {});
  }
}
