// Packs the package for others: `npm run pack [folder]`. As `npm pack` does, but without modules that are only used inside
// of a program that holds them, and with the bindings of Terraform's providers, of which it takes the modules that are
// used: of the 390 MB of all bindings for AWS these are 10 (docs/dependencies.md).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bindings = ['@cdktf/provider-aws', '@cdktf/provider-helm'];
const options = ['--ignore-scripts', '--json'];

const stage = mkdtempSync(join(tmpdir(), 'ninefold-pack-'));
try {
  const [{ files }] = pack(root, '--dry-run');
  const modules = await usedModules();
  for (const { path } of files) {
    if (path.endsWith('.js') && !modules.includes(path)) continue;
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    cpSync(join(root, path), join(stage, path));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { scripts: _scripts, devDependencies: _tools, overrides: _overrides, ...published } = manifest;
  writeFileSync(
    join(stage, 'package.json'),
    `${JSON.stringify({ ...published, bundleDependencies: bindings }, null, 2)}\n`,
  );
  for (const name of bindings) copyBindings(name);
  const [packed] = pack(stage, '--pack-destination', resolve(process.argv[2] ?? '.'));
  process.stdout.write(`${JSON.stringify(packed)}\n`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** Those of the programs, which hold most of theirs, and those that other programs import. */
async function usedModules() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      'dist/cli/ninefold.js',
      'dist/main.js',
      'dist/sandbox/provider-process.js',
      'dist/constructs/index.js',
      // Its modules are read to see whether they have changed.
      'dist/sandbox/schema/cached-schema.js',
    ],
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
  });
  return Object.keys(metafile.inputs);
}

function pack(cwd, ...args) {
  const { stdout, stderr } = spawnSync('npm', ['pack', ...options, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  if (stdout === '') throw new Error(`npm pack: ${stderr}`);
  return JSON.parse(stdout);
}

/** A module is a folder; none needs another one. */
function copyBindings(name) {
  const from = join(root, 'node_modules', name);
  const to = join(stage, 'node_modules', name);
  for (const file of ['package.json', 'LICENSE']) cpSync(join(from, file), join(to, file));
  for (const module of usedBindings(name))
    cpSync(join(from, 'lib', module), join(to, 'lib', module), { recursive: true });
}

function usedBindings(name) {
  const imports = new RegExp(`"${name}/lib/([a-z0-9-]+)"`, 'g');
  const files = readdirSync(join(stage, 'dist'), { recursive: true }).filter((file) => file.endsWith('.js'));
  const texts = files.map((file) => readFileSync(join(stage, 'dist', file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(imports)].map(([, module]) => module)));
}
