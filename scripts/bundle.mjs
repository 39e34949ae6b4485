// Makes one file of each program in dist/, in its place: a program of hundreds of modules spends more time on finding
// and compiling them than on its work (docs/benchmarks.md). Packages stay outside.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
// Not cli/ninefold.js: it has to start on a Node that is too old for the rest, to say so.
const programs = ['cli/program/program.js', 'sandbox/provider-process.js', 'main.js'];

await build({
  absWorkingDir: root,
  entryPoints: programs.map((program) => join(dist, program)),
  outbase: dist,
  outdir: dist,
  allowOverwrite: true,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
