import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

// `npm test` runs scripts/setup-tools.mjs first, which installs cdktn and a Node for it there.
const cdktnModules = join(root, '.tools', 'cdktn', 'node_modules');
const newerNode = join(cdktnModules, `node-${process.platform}-${process.arch}`, 'bin');
const cdktnCommand = join(cdktnModules, 'cdktn-cli', 'bin', 'cdktn');
const hasCdktn = existsSync(cdktnCommand) && existsSync(newerNode);

/** `it` for tests that run cdktn on Node 22: skipped where they cannot be had, except in CI. */
export const itWithCdktn: jest.It = hasCdktn || process.env['CI'] !== undefined ? it : it.skip;

interface Lock {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What `npm pack` would publish. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/**
 * The example of a program that uses the constructs, in a folder of its own with the packed package installed: its files
 * are the tarball's, and of the packages of the repository it sees those that the package declares, and no others.
 */
export class PackedApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'ninefold-packed-'));
  readonly files: readonly PackedFile[];
  /** Of the tarball, in bytes. */
  readonly size: number;

  constructor() {
    const pack = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', this.folder], {
      cwd: root,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(pack.stdout) as { filename: string; size: number; files: PackedFile[] }[];
    if (packed === undefined) throw new Error(`npm pack: ${pack.stderr}`);
    this.files = packed.files;
    this.size = packed.size;
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(modules, 'ninefold'), { recursive: true });
    const tar = ['xzf', join(this.folder, packed.filename), '-C', join(modules, 'ninefold'), '--strip-components=1'];
    const unpacked = spawnSync('tar', tar, { encoding: 'utf8' });
    if (unpacked.status !== 0) throw new Error(`tar: ${unpacked.stderr}`);
    for (const name of [...declaredPackages(), '@types/node']) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
    cpSync(join(root, 'examples', 'library'), this.folder, { recursive: true });
  }

  /** Type-checks the program as its own `tsconfig.json` says, and compiles it. */
  compile(...options: readonly string[]): SpawnSyncReturns<string> {
    return this.node([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options]);
  }

  /** `cdktf synth`, into a folder of the program. */
  cdktf(output: string): SpawnSyncReturns<string> {
    return this.node([join(root, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf'), 'synth', '--output', output]);
  }

  /** `cdktn synth` on Node 22, of the same program. */
  cdktn(output: string): SpawnSyncReturns<string> {
    return this.node([cdktnCommand, 'synth', '--output', output], newerNode);
  }

  /** The command line as it is installed. */
  ninefold(...args: readonly string[]): SpawnSyncReturns<string> {
    return this.node([join(this.folder, 'node_modules', 'ninefold', 'dist', 'cli', 'ninefold.js'), ...args]);
  }

  /** The text of every stack's configuration, by its name. */
  stacks(output: string): ReadonlyMap<string, string> {
    const folder = join(this.folder, output, 'stacks');
    return new Map(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8')] as const),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private node(args: readonly string[], bin = dirname(process.execPath)): SpawnSyncReturns<string> {
    return spawnSync(join(bin, 'node'), args, {
      cwd: this.folder,
      // The program is started by the Node that comes first.
      env: { PATH: `${bin}:${process.env['PATH']}`, HOME: this.folder, CI: 'true', CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
      maxBuffer: 1 << 27,
    });
  }
}

/** What npm would install with the package: all that it declares, but for what is optional. */
export function declaredPackages(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const names = (path: string) => {
    const { dependencies, peerDependencies, peerDependenciesMeta = {} } = lock.packages[path] ?? {};
    return Object.keys({ ...(dependencies as object), ...(peerDependencies as object) }).filter(
      (name) => !(name in (peerDependenciesMeta as object)),
    );
  };
  return names('');
}
