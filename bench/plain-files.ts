import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/**
 * The part of a program by hand that writes what a synthesized folder holds beside Terraform's configuration: charts and
 * manifests. Objects stand in it as literals, and each file's are rendered once, wherever it is written.
 *
 * @returns JavaScript that writes below the folder `process.argv[2]`
 */
export function plainFiles(synthesized: string): string {
  const paths = new Map<string, string[]>();
  for (const path of filesIn(synthesized)) {
    const text = readFileSync(join(synthesized, path), 'utf8');
    paths.set(text, [...(paths.get(text) ?? []), path]);
  }
  return [
    `const { mkdirSync, writeFileSync } = require('node:fs');`,
    `const { dirname, join } = require('node:path');`,
    `const { stringify } = require('yaml');`,
    `const yaml = (...objects) => objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\\n');`,
    'function write(text, ...paths) {',
    '  for (const path of paths) {',
    '    const file = join(process.argv[2], path);',
    '    mkdirSync(dirname(file), { recursive: true });',
    '    writeFileSync(file, text);',
    '  }',
    '}',
    ...[...paths].map(
      ([text, written]) =>
        `write(${expression(text, written)}, ${written.map((path) => JSON.stringify(path)).join(', ')});`,
    ),
  ].join('\n');
}

function filesIn(synthesized: string): string[] {
  return readdirSync(synthesized, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(synthesized.length + 1))
    .filter((path) => path.includes('/charts/') || path.startsWith('manifests/'))
    .sort();
}

/** Manifests as objects; a chart's own two files as text, as one would write them. */
function expression(text: string, paths: readonly string[]): string {
  if (!paths.some((path) => path.includes('/manifests/'))) return JSON.stringify(text);
  return `yaml(${parseAllDocuments(text)
    .map((document) => JSON.stringify(document.toJSON()))
    .join(', ')})`;
}
