import { blueprintFile, blueprintNames, blueprintVersions } from '../../../blueprints/library';
import { loadBlueprint } from '../../../blueprints/load-blueprint';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';

export interface ListOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold blueprint list`: the blueprints that come with Ninefold. */
export function listBlueprints({ format }: ListOptions, { terminal }: Context): number {
  const rows = blueprintNames().flatMap((name) => {
    const versions = blueprintVersions(name);
    const loaded = loadBlueprint(blueprintFile(name, versions[0] ?? ''));
    return 'blueprint' in loaded ? [{ name, versions, description: loaded.blueprint.description }] : [];
  });
  if (format === 'json') {
    terminal.print(JSON.stringify({ blueprints: rows }, null, 2));
    return exitCodes.ok;
  }
  const width = Math.max(...rows.map(({ name }) => name.length));
  const { bold, dim } = terminal.colors;
  const lines = rows.map(({ name, versions, description }) =>
    [`${bold(name.padEnd(width))}  ${description}`, `${' '.repeat(width)}  ${dim(versions.join(', '))}`].join('\n'),
  );
  terminal.print([...lines, dim('ninefold blueprint show NAME tells its parameters and what it sets')].join('\n'));
  return exitCodes.ok;
}
