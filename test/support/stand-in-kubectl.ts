import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A command in the place of kubectl, with clusters that are folders. */
export interface StandInKubectl {
  /** Set `NINEFOLD_KUBECTL` to it. */
  readonly command: string;
  /** Gives a cluster an object, by kind and name. */
  readonly put: (context: string, kind: string, name: string, object: unknown) => void;
  /** The object, or undefined. */
  readonly get: (context: string, kind: string, name: string) => unknown;
  /** From now on the cluster answers with an error: what kubectl says on stderr. */
  readonly break: (context: string, message: string) => void;
  /** What it was called with, the context first. */
  readonly calls: () => readonly (readonly string[])[];
}

/**
 * Writes the command. It knows what `ninefold train` uses: contexts, JobSets by label, one key of a ConfigMap, creating from
 * standard input, and deleting; and it says no as kubectl does.
 */
export function standInKubectl(folder: string, contexts: readonly string[]): StandInKubectl {
  const at = (...path: string[]) => join(folder, 'clusters', ...path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  write(at('contexts'), contexts.map((context) => `${context}\n`).join(''));
  const script = join(folder, 'stand-in-kubectl.cjs');
  writeFileSync(script, source(at()));
  const command = join(folder, 'kubectl');
  writeFileSync(command, `#!/bin/sh\nexec ${process.execPath} ${script} "$@"\n`, { mode: 0o755 });
  const objectAt = (context: string, kind: string, name: string) =>
    at(encodeURIComponent(context), kind, `${name}.json`);
  return {
    command,
    put: (context, kind, name, object) => write(objectAt(context, kind, name), JSON.stringify(object)),
    get: (context, kind, name) => {
      const path = objectAt(context, kind, name);
      return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
    },
    break: (context, message) => write(at(encodeURIComponent(context), 'broken'), message),
    calls: () =>
      existsSync(at('calls'))
        ? readFileSync(at('calls'), 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as string[])
        : [],
  };
}

const source = (root: string) => `
const { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const root = ${JSON.stringify(root)};
const args = process.argv.slice(2);
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
const option = (name) => { const index = args.indexOf(name); return index < 0 ? undefined : args.splice(index, 2)[1]; };
if (args.join(' ') === 'config get-contexts -o name') {
  process.stdout.write(readFileSync(join(root, 'contexts')));
  process.exit(0);
}
const context = option('--context');
const rest = args.filter((word) => !word.startsWith('--request-timeout'));
appendFileSync(join(root, 'calls'), JSON.stringify([context, ...rest]) + '\\n');
const cluster = join(root, encodeURIComponent(context));
const broken = join(cluster, 'broken');
if (existsSync(broken)) fail(readFileSync(broken, 'utf8'));
const namespace = option('-n');
const output = option('-o');
const label = option('-l');
const [verb, kind, name] = args.filter((word) => !word.startsWith('--'));
const file = (of, called) => join(cluster, of, called + '.json');
const missing = () => fail('Error from server (NotFound): ' + kind + ' "' + name + '" not found');
if (verb === 'delete' && args.includes('-f')) {
  for (const { metadata } of JSON.parse(readFileSync(0, 'utf8')).items) rmSync(file('jobset', metadata.name), { force: true });
} else if (verb === 'create') {
  for (const object of JSON.parse(readFileSync(0, 'utf8')).items) {
  const path = file('jobset', object.metadata.name);
  if (existsSync(path)) fail('Error from server (AlreadyExists): jobsets.jobset.x-k8s.io "' + object.metadata.name + '" already exists');
  mkdirSync(join(cluster, 'jobset'), { recursive: true });
  writeFileSync(path, JSON.stringify({ ...object, metadata: { creationTimestamp: '2026-11-28T01:05:00Z', ...object.metadata } }));
  }
} else if (namespace !== 'training') {
  fail('Error from server (Forbidden): not in ' + namespace);
} else if (verb === 'get' && (kind === 'jobsets' || kind === 'jobs')) {
  const folder = join(cluster, kind.slice(0, -1));
  const all = existsSync(folder) ? readdirSync(folder).map((one) => JSON.parse(readFileSync(join(folder, one), 'utf8'))) : [];
  const wanted = label.split(',').map((one) => one.split('='));
  const matches = ({ labels }) => wanted.every(([key, value]) => (value === undefined ? key in labels : labels[key] === value));
  process.stdout.write(JSON.stringify({ items: all.filter(({ metadata }) => matches(metadata)) }));
} else if (verb === 'get') {
  if (!existsSync(file(kind, name))) missing();
  const key = output.replace('jsonpath={.data.', '').replace(/}$/, '').replaceAll('\\\\.', '.');
  process.stdout.write(JSON.parse(readFileSync(file(kind, name), 'utf8')).data[key]);
} else if (verb === 'delete') {
  const [key, value] = label.split('=');
  const folder = join(cluster, 'jobset');
  for (const one of existsSync(folder) ? readdirSync(folder) : []) {
    if (JSON.parse(readFileSync(join(folder, one), 'utf8')).metadata.labels[key] === value) rmSync(join(folder, one));
  }
} else {
  fail('error: unknown command ' + verb);
}
`;
