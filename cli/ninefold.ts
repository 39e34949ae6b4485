#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../schemas/package-folder';
import { unsupportedNode } from './node-version';

const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly engines: { readonly node: string };
};
const problem = unsupportedNode(process.versions.node, manifest.engines.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
} else {
  // From Node 22.1 on, Node keeps compiled code for the next start, in the system's folder for temporary files.
  const { enableCompileCache } = require('node:module') as { readonly enableCompileCache?: () => unknown };
  enableCompileCache?.();
  // Everything else may use what an older Node cannot even parse, so it is loaded only now.
  const { run } = require('./program/program') as typeof import('./program/program');
  void run(process.argv.slice(2), manifest.version).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
