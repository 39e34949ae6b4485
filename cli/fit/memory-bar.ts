import type { FitVerdict } from '../../planner/fit/fit-verdict';
import type { Colors } from '../terminal/terminal';

/** Forty cells for all that a process can have of the GPU; what is beyond is cut. */
const cells = 40;

/** The memory of a GPU as a bar, with a letter for each part. */
export function memoryBar(parts: readonly (readonly [letter: string, gib: number])[], usableGib: number): string {
  let filled = 0;
  let text = '';
  for (const [letter, size] of parts) {
    filled += size;
    text += letter.repeat(Math.max(0, Math.round((filled / usableGib) * cells) - text.length));
  }
  return `[${text.slice(0, cells).padEnd(cells, '.')}]`;
}

/** Whether something fits, in its colour. */
export function verdictText(verdict: FitVerdict, colors: Colors): string {
  const paint = { fits: colors.green, tight: colors.yellow, 'does not fit': colors.red }[verdict];
  return paint(verdict);
}
