// Makes `npx ninefold` work in the repository itself: npm links the commands of dependencies, not the package's own.
import { chmodSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const command = join(root, 'dist', 'cli', 'ninefold.js');

if (existsSync(bin)) {
  chmodSync(command, 0o755);
  rmSync(join(bin, 'ninefold'), { force: true });
  symlinkSync(command, join(bin, 'ninefold'));
}
