import { stringify } from 'yaml';
import { blueprintFile, blueprintNames, blueprintVersions, newestVersion } from '../../../blueprints/library';
import { type Blueprint, loadBlueprint } from '../../../blueprints/load-blueprint';
import { suggestFrom } from '../../../schemas/suggest';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { findingsText } from '../../findings-text';

export interface ShowOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold blueprint show NAME[@RANGE]`: what a blueprint is for, its parameters, and what it sets. */
export function showBlueprint(subject: string, { format }: ShowOptions, { terminal }: Context): number {
  const loaded = loadBlueprint(fileOf(subject));
  if ('findings' in loaded) {
    terminal.print(findingsText(loaded.findings, undefined, terminal.colors));
    return exitCodes.mistake;
  }
  const { blueprint } = loaded;
  const { name, version, description, parameters, document } = blueprint;
  const { extends: base, spec } = document.value as { extends?: unknown; spec?: unknown };
  if (format === 'json') {
    const page = { name, version, description, ...(base !== undefined && { extends: base }), parameters, spec };
    terminal.print(JSON.stringify(page, null, 2));
    return exitCodes.ok;
  }
  const { bold, dim } = terminal.colors;
  terminal.print(
    [
      `${bold(`${name}@${version}`)}  ${dim(document.file)}`,
      description,
      ...(base === undefined ? [] : [`${dim('Extends')}\n  ${stringify(base).trim()}`]),
      `${dim('Parameters')}\n${parameterLines(blueprint)}`,
      `${dim('Sets')}\n${stringify(spec ?? {}, { lineWidth: 0 })
        .trimEnd()
        .replace(/^/gm, '  ')}`,
    ].join('\n\n'),
  );
  return exitCodes.ok;
}

/** A path, or a blueprint that comes with Ninefold: its newest version, or the newest of a range. */
function fileOf(subject: string): string {
  if (/^\.{0,2}\//.test(subject)) return subject.endsWith('.yaml') ? subject : `${subject}/blueprint.yaml`;
  const [name = '', range = '*'] = subject.split('@');
  const versions = blueprintVersions(name);
  if (versions.length === 0) {
    throw new UserError(
      `there is no blueprint ${JSON.stringify(name)}`,
      suggestFrom(name, blueprintNames(), 'blueprint'),
    );
  }
  const version = newestVersion(name, range);
  if (version === undefined)
    throw new UserError(`${name} has no version ${range}`, `use one of ${versions.join(', ')}`);
  return blueprintFile(name, version);
}

function parameterLines({ parameters }: Blueprint): string {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return '  none';
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries
    .map(([name, schema]) => {
      const value = 'default' in schema ? `default ${JSON.stringify(schema['default'])}` : 'required';
      return `  ${name.padEnd(width)}  ${String(schema['description'])} (${value})`;
    })
    .join('\n');
}
