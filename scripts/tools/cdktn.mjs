import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from './folder.mjs';
import { missing, say } from './report.mjs';

const cdktnVersion = '0.24.0';
/** cdktn needs 22.19 or newer; older ones crash when it is loaded. */
const nodeVersion = '22.23.3';

/** Finds the command of cdktn, the continuation of cdktf, with a Node that it runs on, or installs both from npm. */
export function provideCdktn() {
  const folder = join(tools, 'cdktn');
  const node = `node-${process.platform}-${process.arch}`;
  const wanted = { 'cdktn-cli': cdktnVersion, [node]: nodeVersion };
  const isThere = ([name, version]) => installedVersion(join(folder, 'node_modules', name)) === version;
  if (Object.entries(wanted).every(isThere)) return say(`cdktn ${cdktnVersion} (${folder})`);
  say(`installing cdktn ${cdktnVersion} and Node ${nodeVersion} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }));
  // It is run by the Node beside it, not by the one that installs it, for which .npmrc is strict.
  const options = ['--engine-strict=false', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { error, status, stderr } = spawnSync('npm', ['install', ...options], { cwd: folder, encoding: 'utf8' });
  if (error === undefined && status === 0) return say(`cdktn ${cdktnVersion} (${folder})`);
  rmSync(folder, { recursive: true, force: true });
  return missing('cdktn', `npm cannot install it (${error?.message ?? stderr.trim().split('\n')[0]})`);
}

function installedVersion(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}
