import { currentVersion, migrate } from '../../schemas/migrate';
import { readSource } from '../../schemas/source';
import type { Context } from '../context';
import { exitCodes } from '../exit';
import { findingsText } from '../findings-text';
import { replaceFile } from '../replace-file';

export interface MigrateOptions {
  /** Only say what would change. */
  readonly dryRun?: boolean;
}

/** `ninefold migrate`: brings a spec to the current version of the format. Returns the exit code. */
export function migrateSpec(file: string, { dryRun = false }: MigrateOptions, { terminal }: Context): number {
  const read = readSource(file);
  if ('finding' in read) {
    terminal.print(findingsText([read.finding], undefined, terminal.colors));
    return exitCodes.mistake;
  }
  const migrated = migrate(read.source.text);
  if (migrated === undefined) {
    terminal.print(`${file} is of no older version than ${currentVersion}: nothing to migrate`);
    return exitCodes.ok;
  }
  const lines = migrated.changes.map(
    ({ summary, places }) => `  ${summary}  ${terminal.colors.dim(places.join(', '))}`,
  );
  if (!dryRun) replaceFile(file, migrated.text);
  const verb = dryRun ? 'would be' : 'is';
  terminal.print([`${file} ${verb} migrated from ${migrated.from} to ${currentVersion}:`, ...lines].join('\n'));
  terminal.note(dryRun ? 'nothing was written' : 'look at the difference, then run `ninefold validate`');
  return exitCodes.ok;
}
