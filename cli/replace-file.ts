import { replaceFile as replaceWhole } from '../deploy/replace-file';
import { asUserError } from './as-user-error';

/**
 * Writes a file that the user asked for, whole or not at all.
 *
 * @param fix what to do if that fails
 * @throws UserError if it cannot be written
 */
export function replaceFile(file: string, text: string, fix = 'correct the cause, and try again'): void {
  asUserError(`cannot write ${file}`, fix, () => replaceWhole(file, text));
}
