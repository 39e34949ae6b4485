import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stack } from '../manifest';
import { parseTerraformMessage } from '../terraform-message';
import { uncertainCreations } from './uncertain-creations';

/** File in a stack's folder with the creations that nobody knows the outcome of. */
export const journalFile = 'uncertain.json';

interface Journal {
  /** Addresses. */
  readonly creations: readonly string[];
}

/**
 * The uncertain creations of all earlier runs of a stack: what they noted themselves, and, for one that was killed
 * together with its Terraform, what the log of that Terraform shows. They are noted again before that log is lost.
 *
 * @param log what any command of Terraform in this stack wrote; the others are beside it
 */
export function recallUncertain(stack: Stack, log: string): string[] {
  const found = addresses([...readJournal(stack), ...uncertainIn(join(dirname(log), `${stack.name}.apply.log`))]);
  writeJournal(stack, found);
  return found;
}

/** Adds the uncertain creations of a run. */
export function noteUncertain(stack: Stack, creations: readonly string[]): void {
  writeJournal(stack, addresses([...readJournal(stack), ...creations]));
}

/** After everything that the configuration wants has come into the state. */
export function forgetUncertain(stack: Stack): void {
  rmSync(join(stack.folder, journalFile), { force: true });
}

export function readJournal({ folder }: Stack): readonly string[] {
  const text = readIfThere(join(folder, journalFile));
  return text === undefined ? [] : (JSON.parse(text) as Journal).creations;
}

function writeJournal(stack: Stack, creations: readonly string[]): void {
  const journal: Journal = { creations };
  if (creations.length === 0) forgetUncertain(stack);
  else writeFileSync(join(stack.folder, journalFile), `${JSON.stringify(journal, null, 2)}\n`);
}

function uncertainIn(log: string): string[] {
  const text = readIfThere(log) ?? '';
  return uncertainCreations(text.split('\n').map(parseTerraformMessage));
}

function addresses(given: readonly string[]): string[] {
  return [...new Set(given)].sort();
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
