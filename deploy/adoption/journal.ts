import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from '../replace-file';
import type { Stack } from '../terraform/manifest';
import { parseTerraformMessage, type TerraformMessage } from '../terraform/terraform-message';
import { finishedCreations, uncertainCreations } from './uncertain-creations';

/** File in a stack's folder with what its earlier runs left unfinished. */
const journalFile = 'uncertain.json';

/** Addresses of what the runs of a stack created since it was last as its configuration wants it. */
export interface Journal {
  /** Creations that nobody knows the outcome of. */
  readonly uncertain: readonly string[];
  /** Objects that are not in use outside of the stack yet: what needs the stack waits until it is complete. */
  readonly created: readonly string[];
}

/**
 * What all earlier runs of a stack left unfinished: what they noted themselves, and, for one that was killed together
 * with its Terraform, what the log of that Terraform shows. It is noted again before that log is lost.
 *
 * @param log what any command of Terraform in this stack wrote; the others are beside it
 */
export function recallUnfinished(stack: Stack, log: string): Journal {
  const messages = (readIfThere(join(dirname(log), `${stack.name}.apply.log`)) ?? '')
    .split('\n')
    .map(parseTerraformMessage);
  // A log without uncertain creations has been noted, or is of a time before the stack was complete.
  const isUnnoted = uncertainCreations(messages).length > 0;
  if (isUnnoted) noteUnfinished(stack, messages);
  return readJournal(stack);
}

/** Adds what an apply left unfinished. */
export function noteUnfinished(stack: Stack, messages: readonly TerraformMessage[]): void {
  const { uncertain, created } = readJournal(stack);
  writeJournal(stack, {
    uncertain: addresses([...uncertain, ...uncertainCreations(messages)]),
    created: addresses([...created, ...finishedCreations(messages)]),
  });
}

/** After everything that the configuration wants has come into the state. */
export function forgetUnfinished(stack: Stack): void {
  rmSync(join(stack.folder, journalFile), { force: true });
}

/** After everything that the state knows has been destroyed. */
export function forgetCreated(stack: Stack): void {
  writeJournal(stack, { ...readJournal(stack), created: [] });
}

export function readJournal({ folder }: Stack): Journal {
  const text = readIfThere(join(folder, journalFile));
  return { uncertain: [], created: [], ...(text === undefined ? {} : (JSON.parse(text) as Partial<Journal>)) };
}

function writeJournal(stack: Stack, journal: Journal): void {
  if (journal.uncertain.length + journal.created.length === 0) forgetUnfinished(stack);
  else replaceFile(join(stack.folder, journalFile), `${JSON.stringify(journal, null, 2)}\n`);
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
