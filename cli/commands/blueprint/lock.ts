import { fetchCommit } from '../../../blueprints/git/fetch-commit';
import { type Lock, lockFile, lockText } from '../../../blueprints/lock';
import { makeLock } from '../../../blueprints/make-lock';
import { readSource, type Source } from '../../../schemas/source';
import { parseYaml, type YamlDocument } from '../../../schemas/yaml-document';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { findingsText } from '../../findings-text';
import { replaceFile } from '../../replace-file';

/** `ninefold blueprint lock`: writes what the spec extends today, and the versions that this Ninefold brings. */
export function lockBlueprints(file: string, context: Context): number {
  const { terminal } = context;
  const read = readSpec(file, context);
  if (read === undefined) return exitCodes.mistake;
  const lock = lockToday(file, read, context);
  if (lock === undefined) return exitCodes.mistake;
  const target = lockFile(file);
  replaceFile(target, lockText(lock));
  const rows = lockRows(lock).map((row) => `  ${row}`);
  terminal.print([`${target} is written: commit it with the spec`, ...rows].join('\n'));
  return exitCodes.ok;
}

/** What a lock holds of each blueprint, for people. */
export function lockRows({ blueprints }: Lock): string[] {
  return blueprints.map(
    ({ from, version, commit }) => `${from}  ${version}${commit ? ` at ${commit.slice(0, 12)}` : ''}`,
  );
}

interface ReadSpec {
  readonly source: Source;
  readonly document: YamlDocument;
}

/** Undefined after findings were printed. */
export function readSpec(file: string, { terminal }: Context): ReadSpec | undefined {
  const read = readSource(file);
  const findings = 'finding' in read ? [read.finding] : undefined;
  const parsed = 'source' in read ? parseYaml(read.source) : undefined;
  if ('source' in read && parsed !== undefined && 'document' in parsed) {
    return { source: read.source, document: parsed.document };
  }
  const source = 'source' in read ? read.source : undefined;
  const found = findings ?? (parsed !== undefined && 'findings' in parsed ? parsed.findings : []);
  terminal.print(findingsText(found, source, terminal.colors));
  return undefined;
}

/**
 * The lock as everything is today; undefined after findings were printed.
 *
 * @throws UserError if a repository cannot be read
 */
export function lockToday(file: string, { source, document }: ReadSpec, { terminal }: Context): Lock | undefined {
  const made = makeLock(document, (reference) => fetchCommit(file, reference));
  if ('lock' in made) return made.lock;
  if ('findings' in made) {
    terminal.print(findingsText(made.findings, source, terminal.colors));
    return undefined;
  }
  const [first] = made.failures;
  throw new UserError(
    `cannot fetch ${made.failures.map(({ reference }) => reference).join(', ')}: ${first?.reason}`,
    'correct the address or the ref, and check that `git fetch` may read it from here',
  );
}
