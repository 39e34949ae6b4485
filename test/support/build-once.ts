import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const sources = [
  'blueprints',
  'catalog',
  'cli',
  'constructs',
  'deploy',
  'planner',
  'review',
  'sandbox',
  'schemas',
  'stacks',
];
const built = join(root, 'dist', 'cli', 'ninefold.js');

/**
 * Builds what is run as a process, once before all tests, if a source is newer than the last build. Type errors do not
 * matter here: `npm run typecheck` finds them.
 */
export default async function buildOnce(): Promise<void> {
  // Terraform warns of settings that are not there, and what runs it here beside ours is cdktf's generator.
  const settings = process.env['TF_CLI_CONFIG_FILE'];
  if (settings !== undefined && !existsSync(settings)) delete process.env['TF_CLI_CONFIG_FILE'];
  const schema = join(root, 'schemas', 'project.schema.json');
  if (modified(schema) > modified(join(root, 'schemas', 'generated', 'validate-project.js'))) {
    run('scripts/generate.mjs');
  }
  if (newestIn(sources.map((folder) => join(root, folder))) <= modified(built)) return;
  const output = run(join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json');
  if (newestIn([built]) === 0) throw new Error(`the build left no ${built}:\n${output}`);
  run('scripts/declare.mjs');
}

function run(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

function newestIn(paths: readonly string[]): number {
  return Math.max(0, ...paths.map((path) => (isFolder(path) ? newestIn(childrenOf(path)) : modified(path))));
}

function childrenOf(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => isFolder(path) || /\.(ts|js|json)$/.test(path));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Milliseconds; 0 for a file that does not exist. */
function modified(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
