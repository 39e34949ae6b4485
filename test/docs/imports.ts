import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** Top folders of the program, from what is called to what calls. `main.ts` is drawn with the commands. */
export const layers = [
  'catalog',
  'schemas',
  'blueprints',
  'planner',
  'constructs',
  'stacks',
  'review',
  'deploy',
  'sandbox',
  'cli',
] as const;

/** Which top folders import from which others, by what dependency-cruiser finds in the sources. */
export function importsBetweenFolders(): Map<string, Set<string>> {
  const args = [
    '--config',
    '.dependency-cruiser.js',
    '--output-type',
    'json',
    '--include-only',
    `^(${layers.join('|')})/`,
  ];
  const json = execFileSync(process.execPath, [program, ...args, ...layers], { cwd: root, maxBuffer: 1 << 27 });
  const { modules } = JSON.parse(json.toString()) as {
    modules: { source: string; dependencies: { resolved: string }[] }[];
  };
  const imports = new Map<string, Set<string>>(layers.map((layer) => [layer, new Set()]));
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      if (folderOf(source) !== folderOf(resolved)) imports.get(folderOf(source))?.add(folderOf(resolved));
    }
  }
  return imports;
}

function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

/** The arrows that do not follow from two or more others. */
export function withoutDetours(imports: ReadonlyMap<string, ReadonlySet<string>>): [from: string, to: string][] {
  const reaches = (from: string, to: string): boolean =>
    from === to || [...(imports.get(from) ?? [])].some((next) => reaches(next, to));
  return [...imports].flatMap(([from, all]) =>
    [...all]
      .filter((to) => ![...all].some((other) => other !== to && reaches(other, to)))
      .map((to): [string, string] => [from, to]),
  );
}
