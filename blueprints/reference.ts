import { isMap } from '../schemas/is-map';

/** Which blueprint a project, or another blueprint, starts from. */
export type Reference =
  /** One that comes with Ninefold; `range` as npm writes them: `1.2.0`, `^1`, `>=1.2 <2`. */
  | { readonly kind: 'library'; readonly text: string; readonly name: string; readonly range: string }
  /** A folder with a blueprint.yaml, or such a file, relative to the file that names it. */
  | { readonly kind: 'path'; readonly text: string; readonly path: string }
  | GitReference;

export interface GitReference {
  readonly kind: 'git';
  /** As it is written, which is also its key in the lock. */
  readonly text: string;
  readonly url: string;
  /** Folder inside of the repository; empty for its root. */
  readonly folder: string;
  /** Branch, tag or commit. */
  readonly ref: string;
}

/** What `extends` says: a reference, and values for the blueprint's parameters. */
export interface Extension {
  readonly reference: Reference;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Undefined without `extends`, and for one that is malformed, which the schema reports. */
export function extensionOf(value: unknown): Extension | undefined {
  const extended = isMap(value) ? value['extends'] : undefined;
  const [text, parameters] = isMap(extended) ? [extended['from'], extended['with'] ?? {}] : [extended, {}];
  const reference = typeof text === 'string' ? parseReference(text) : undefined;
  return reference && isMap(parameters) ? { reference, parameters } : undefined;
}

/** Reads `name@range`, `./folder` or `git::URL//folder?ref=REF`; undefined for anything else. */
export function parseReference(text: string): Reference | undefined {
  const library = /^([a-z][-a-z0-9]*)@([\dxX*^~<>=v][-+\w.*^~<>= |]*)$/.exec(text);
  if (library?.[1] && library[2]) return { kind: 'library', text, name: library[1], range: library[2] };
  if (/^(\.{1,2})?\/[^?\s]/.test(text)) return { kind: 'path', text, path: text };
  return text.startsWith('git::') ? parseGit(text) : undefined;
}

/** The syntax is that of Terraform's module sources, so that people need to learn no other. */
function parseGit(text: string): GitReference | undefined {
  const match =
    /^git::((?:https|ssh|file):\/\/.+?|[\w.-]+@[\w.-]+:[^?]+?)(?:\/\/([^?]*?))?\/?\?ref=([\w][\w./-]*)$/.exec(text);
  if (!match?.[1] || !match[3]) return undefined;
  const [, url, folder = '', ref] = match;
  if (folder.split('/').includes('..')) return undefined;
  return { kind: 'git', text, url, folder, ref };
}
