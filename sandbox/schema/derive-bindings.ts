import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Providers whose installed CDKTF bindings schemas are derived from. */
export type BoundProvider = 'aws' | 'helm';

/** An installed package of generated provider bindings. */
export interface Bindings {
  /** Folder with one folder per type. */
  readonly folder: string;
  /** Source address of the provider below registry.terraform.io: `hashicorp/aws`. */
  readonly source: string;
  /** Version of the provider that the bindings were generated from: `6.25.0`. */
  readonly version: string;
}

interface Manifest {
  readonly cdktf: { readonly provider: { readonly name: string; readonly version: string } };
}

export function findBindings(provider: BoundProvider): Bindings {
  const path = require.resolve(`@cdktf/provider-${provider}/package.json`);
  const { name, version } = (JSON.parse(readFileSync(path, 'utf8')) as Manifest).cdktf.provider;
  return { folder: join(dirname(path), 'lib'), source: name.replace('registry.terraform.io/', ''), version };
}

/** One generated module: the provider, a resource or a data source. */
export interface ModuleSource {
  /** Folder of the module: `eks-cluster`. */
  readonly name: string;
  /** TypeScript, by path below the folder of the module: `index.ts`. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The TypeScript that the package was compiled from. Only the inline source maps have it whole: the JavaScript lacks
 * the comments with the flags of each attribute, and the declarations lack the types in Terraform's sense.
 */
export function* readModules({ folder }: Bindings): Generator<ModuleSource> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield readModule(join(folder, entry.name), entry.name);
  }
}

function readModule(folder: string, name: string): ModuleSource {
  const files = new Map([['index.ts', readSource(join(folder, 'index.js'))]]);
  // Modules with very many structs keep them in files of their own.
  const structs = 'index-structs';
  if (existsSync(join(folder, structs))) {
    for (const file of readdirSync(join(folder, structs))) {
      if (!file.endsWith('.js')) continue;
      files.set(`${structs}/${file.replace(/\.js$/, '.ts')}`, readSource(join(folder, structs, file)));
    }
  }
  return { name, files };
}

const sourceMapMark = ';base64,';

function readSource(path: string): string {
  const compiled = readFileSync(path);
  const start = compiled.lastIndexOf(sourceMapMark);
  if (start === -1) throw new Error(`${path} has no inline source map`);
  const encoded = compiled.toString('latin1', start + sourceMapMark.length);
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString()) as { readonly sourcesContent: readonly string[] };
  return map.sourcesContent.join('\n');
}
