import { stringify } from 'yaml';
import type { Manifest } from './manifest';

/** Manifests of one kind as a file that people read and the cluster gets. */
export interface ManifestFile {
  /** Relative: `<namespace>/<kind>.yaml`, or `cluster/…` for objects that belong to no namespace. */
  readonly path: string;
  /** One or more documents, in the order of their names. */
  readonly text: string;
}

/**
 * Everything that is in some manifests as one line of text, in whatever order they come, for a fraction of what it costs to
 * write them as YAML.
 *
 * @throws Error if two manifests are the same object
 */
export function manifestContent(manifests: readonly Manifest[]): string {
  return JSON.stringify(byFile(manifests));
}

/**
 * Writes manifests as YAML, a file for each namespace and kind, in the order of their paths. The same manifests give the
 * same bytes in whatever order they come.
 *
 * @throws Error if two manifests are the same object
 */
export function manifestFiles(manifests: readonly Manifest[]): ManifestFile[] {
  return byFile(manifests).map(([path, objects]) => ({
    path,
    text: objects.map(([, manifest]) => manifestText(manifest)).join('---\n'),
  }));
}

/** Paths of the files, and the objects in each, by name. */
function byFile(manifests: readonly Manifest[]): [path: string, objects: [name: string, manifest: Manifest][]][] {
  const files = new Map<string, Map<string, Manifest>>();
  for (const manifest of manifests) {
    const path = pathOf(manifest);
    const { name } = manifest.metadata;
    const objects = files.get(path) ?? new Map<string, Manifest>();
    if (objects.has(name)) throw new Error(`two manifests are ${path.replace('.yaml', '')} ${name}`);
    files.set(path, objects.set(name, manifest));
  }
  return inOrder(files).map(([path, objects]) => [path, inOrder(objects)]);
}

/** Long lines are not folded: people search for commands and ARNs. Nothing is shared by anchors. */
const style = { lineWidth: 0, aliasDuplicateObjects: false, directives: false } as const;

function manifestText({ apiVersion, kind, metadata, ...content }: Manifest): string {
  return stringify({ apiVersion, kind, metadata, ...content }, style);
}

function pathOf({ kind, metadata: { namespace = 'cluster' } }: Manifest): string {
  return `${namespace}/${kind.toLowerCase()}.yaml`;
}

function inOrder<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
