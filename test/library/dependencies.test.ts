import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

type Manifest = Record<'dependencies' | 'peerDependencies' | 'peerDependenciesMeta' | 'devDependencies', object>;

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };

/** Of what users install: the optional peer they choose themselves. */
const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
  (name) => !(name in manifest.peerDependenciesMeta),
);

/** Paths in the lock of a package and of all that it needs. */
function closure(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const name of Object.keys(packages[path]?.dependencies ?? {})) closure(placeOf(name, path), found);
  return found;
}

/** Where Node finds a package for another one: in the nearest folder that has it. */
function placeOf(name: string, from: string): string {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}/node_modules/${name}`]) return `${folder}/node_modules/${name}`;
  }
  if (packages[`node_modules/${name}`] === undefined) throw new Error(`${name} of ${from} is not in the lock`);
  return `node_modules/${name}`;
}

/** Rows of the tables, by package: what stands in the cells after it. */
const rows = new Map(
  read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [names = '', ...cells] = line.split('|').slice(1, -1);
      return [...names.matchAll(/`([^`]+)`/g)].map(
        ([, name = '']) => [name, cells.map((cell) => cell.trim())] as const,
      );
    }),
);

describe('what the package depends on', () => {
  it('has a row each in the guide, with its licence, and none has a row that is not there', () => {
    const declared = [...installed, ...Object.keys(manifest.devDependencies)];
    expect([...rows.keys()].sort()).toEqual([...new Set(declared)].sort());
    const wrong = declared.filter((name) => rows.get(name)?.[1] !== packages[`node_modules/${name}`]?.license);
    expect(wrong).toEqual([]);
  });

  it('has permissive licences down to the last package that users install; MPL only in cdktf and its bindings', () => {
    const paths = installed.flatMap((name) => [...closure(`node_modules/${name}`)]);
    expect(paths.length).toBeGreaterThan(installed.length);
    const permissive = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'Public Domain'];
    const others = [...new Set(paths)].filter((path) => !permissive.includes(packages[path]?.license ?? 'none'));
    expect(others.sort()).toEqual([
      'node_modules/@cdktf/provider-aws',
      'node_modules/@cdktf/provider-helm',
      'node_modules/cdktf',
    ]);
    expect(others.map((path) => packages[path]?.license)).toEqual(['MPL-2.0', 'MPL-2.0', 'MPL-2.0']);
  });

  it('is pinned, but for what a program shares with it', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string))).toEqual([]);
    expect(manifest.peerDependencies).toEqual({
      '@pulumi/kubernetes': '^4.0.0',
      cdktf: '^0.21.0',
      constructs: '^10.4.2',
    });
  });
});
