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

/** What the program itself uses. */
const ownPackages = ['@cdktf/provider-aws', '@types/node'];

/** A file of the tarball. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/**
 * The example of a program that uses the constructs, in a folder of its own with the packed package installed: its files
 * are the tarball's, and of the repository's packages it sees those that the package declares and those that the program
 * itself uses, and no others.
 */
export class PackedApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'ninefold-packed-'));
  readonly files: readonly PackedFile[];
  /** Of the tarball, in bytes. */
  readonly size: number;

  constructor() {
    const pack = spawnSync(process.execPath, [join(root, 'scripts', 'pack.mjs'), this.folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 27,
    });
    if (pack.status !== 0) throw new Error(`scripts/pack.mjs: ${pack.stderr}`);
    const packed = JSON.parse(pack.stdout) as { filename: string; size: number; files: PackedFile[] };
    this.files = packed.files;
    this.size = packed.size;
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(modules, 'ninefold'), { recursive: true });
    const tar = ['xzf', join(this.folder, packed.filename), '-C', join(modules, 'ninefold'), '--strip-components=1'];
    const unpacked = spawnSync('tar', tar, { encoding: 'utf8' });
    if (unpacked.status !== 0) throw new Error(`tar: ${unpacked.stderr}`);
    for (const name of [...declaredPackages(), ...ownPackages]) {
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

/** What npm installs with the package: all that it declares and neither brings along nor leaves to choice. */
function declaredPackages(): readonly string[] {
  const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'peerDependencies' | 'peerDependenciesMeta', Record<string, unknown>>;
  return Object.keys({ ...dependencies, ...peerDependencies }).filter(
    (name) => !name.startsWith('@cdktf/provider-') && !(name in peerDependenciesMeta),
  );
}
