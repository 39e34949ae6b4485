import type { Terminal } from './terminal';

/** Lines at the end of the terminal that are drawn again and again. */
interface LiveLines {
  /** Writes a line that stays, above them. */
  print(line: string): void;
  redraw(): void;
  /** Takes them away for a while, and keeps back what is printed in the meantime. */
  pause(): void;
  resume(): void;
  /** Takes them away for good. */
  end(): void;
}

const intervalMilliseconds = 250;

/**
 * On a terminal the lines are redrawn in place on stderr; elsewhere only what stays is written.
 *
 * @param lines what to show now, without colours
 */
export function liveLines({ liveNotes, note, noteColors }: Terminal, lines: () => readonly string[]): LiveLines {
  const { stderr } = process;
  let drawn: readonly string[] = [];
  let held: string[] | undefined;

  const erase = (): string => {
    // A terminal that has become narrower has wrapped the lines.
    const columns = stderr.columns || 80;
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    drawn = [];
    return rows === 0 ? '' : `\u001b[${rows}A\r\u001b[J`;
  };
  const draw = (above = ''): void => {
    const before = erase();
    const [columns, rows] = [stderr.columns || 80, stderr.rows || 24];
    drawn = lines()
      .slice(0, rows - 1)
      .map((line) => line.slice(0, columns - 1));
    stderr.write(`${before}${above}${drawn.map((line) => `${noteColors.dim(line)}\n`).join('')}`);
  };

  const resume = (): void => {
    const lines = held ?? [];
    held = undefined;
    for (const line of lines) note(line);
  };

  const timer = liveNotes ? setInterval(() => held === undefined && draw(), intervalMilliseconds) : undefined;
  return {
    print: (line) => {
      if (held !== undefined) held.push(line);
      else if (liveNotes) draw(`${line}\n`);
      else note(line);
    },
    redraw: () => {
      if (liveNotes && held === undefined) draw();
    },
    pause: () => {
      held ??= [];
      if (liveNotes) stderr.write(erase());
    },
    resume,
    end: () => {
      clearInterval(timer);
      if (liveNotes) stderr.write(erase());
      resume();
    },
  };
}
