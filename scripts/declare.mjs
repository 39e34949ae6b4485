// Writes the declarations of what other programs import, dist/constructs/index.d.ts and all that it leads to.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.declarations.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// Programs need Pulumi's types only if they use them: without it an import is an error in every file that leads there,
// and with this it is `any`, in types that nothing public is made of.
const pulumi = /^import type .* from '@pulumi\/kubernetes\/types';$/m;
const declarations = join(root, 'dist', 'constructs');
for (const file of readdirSync(declarations, { recursive: true })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = join(declarations, file);
  const text = readFileSync(path, 'utf8');
  if (pulumi.test(text)) writeFileSync(path, text.replace(pulumi, '// @ts-ignore: optional\n$&'));
}
