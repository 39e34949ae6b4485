import { type Document, isMap, parseDocument } from 'yaml';
import type { Migration } from './migrations/migration';
import { fromV1alpha0 } from './migrations/v1alpha0';

/** In the order in which they follow each other. */
const migrations: readonly Migration[] = [fromV1alpha0];

/** The version that this Ninefold reads. */
export const currentVersion = 'ninefold/v1alpha1';

interface Migrated {
  readonly text: string;
  readonly from: string;
  /** What was changed, in the order of its doing. */
  readonly changes: readonly { readonly summary: string; readonly places: readonly string[] }[];
}

/** Whether a spec says of itself that it is of a version that can be migrated. */
export function isOutdated(value: unknown): boolean {
  const version =
    value !== null && typeof value === 'object' ? (value as { apiVersion?: unknown }).apiVersion : undefined;
  return migrations.some(({ from }) => from === version);
}

/**
 * Brings a spec to the current version, version by version. Comments and the order of keys stay; blanks may change.
 * Undefined for a text that is of no older version.
 */
export function migrate(text: string): Migrated | undefined {
  const document = parseDocument(text, { logLevel: 'error' });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const from = String(document.get('apiVersion'));
  const changes: { summary: string; places: readonly string[] }[] = [];
  let next = following(document);
  if (next === undefined) return undefined;
  while (next !== undefined) {
    for (const { summary, apply } of next.changes) {
      const places = apply(document);
      if (places.length > 0) changes.push({ summary, places });
    }
    document.set('apiVersion', next.to);
    changes.push({ summary: `the version is ${next.to}`, places: ['apiVersion'] });
    next = following(document);
  }
  return { text: document.toString({ lineWidth: 0 }), from, changes };
}

function following(document: Document): Migration | undefined {
  return migrations.find(({ from }) => from === document.get('apiVersion'));
}
