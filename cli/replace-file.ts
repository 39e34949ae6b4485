import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { asUserError } from './as-user-error';

/**
 * Writes a file whole or not at all, whatever ends the process.
 *
 * @throws UserError if it cannot be written
 */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  asUserError(`cannot write ${file}`, 'correct the cause, and try again', () => {
    try {
      writeFileSync(draft, text);
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}
