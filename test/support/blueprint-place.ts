import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { Workplace } from './cli';
import { git } from './git';

/** A folder of its own with blueprints, some of them in a Git repository. */
export class BlueprintPlace extends Workplace {
  /** Address of the repository for `extends`. */
  readonly url = `file://${this.path('repository')}`;

  writeBlueprint(folder: string, content: Readonly<Record<string, unknown>>): string {
    const file = this.path(folder, 'blueprint.yaml');
    mkdirSync(dirname(file), { recursive: true });
    const head = { apiVersion: 'ninefold/v1alpha1', kind: 'Blueprint', version: '1.0.0', description: 'For a test.' };
    writeFileSync(file, stringify({ ...head, name: folder.split('/').at(-1), ...content }));
    return file;
  }

  /** Commits everything in the repository, and tags it. */
  commit(tag: string): string {
    const folder = join(this.folder, 'repository');
    git(folder, 'init', '--quiet');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', tag);
    git(folder, 'tag', '--force', tag);
    return git(folder, 'rev-parse', 'HEAD').trim();
  }
}
