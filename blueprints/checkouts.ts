import { dirname, join } from 'node:path';

/**
 * Folder with the Git repositories that a spec's blueprints come from, one for each commit, which is all of their
 * content: beside the spec, so that no other project shares it, and not for Git.
 */
export function checkoutFolder(spec: string, commit: string): string {
  return join(dirname(spec), '.ninefold', 'blueprints', commit);
}
