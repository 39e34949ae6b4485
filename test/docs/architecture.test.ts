import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectBlock } from '../support/golden';
import { importsBetweenFolders, layers, withoutDetours } from './imports';
import { fenced } from './reference/markdown';

const root = join(__dirname, '..', '..');
const page = join(root, 'docs', 'architecture.md');

/** What each folder is drawn as. */
const labels: Readonly<Record<(typeof layers)[number], string>> = {
  cli: 'cli, main.ts<br>the commands',
  review: 'review<br>findings, diff, report',
  sandbox: 'sandbox<br>simulated clouds',
  deploy: 'deploy<br>runs Terraform',
  stacks: 'stacks<br>what is deployed together',
  constructs: 'constructs<br>parts of infrastructure',
  planner: 'planner<br>resolve and judge',
  blueprints: 'blueprints<br>merge',
  schemas: 'schemas<br>read and check',
  catalog: 'catalog<br>facts',
};

describe('the page on the architecture', () => {
  const imports = importsBetweenFolders();

  it('draws the imports as they are (npm run docs draws them anew)', () => {
    const nodes = Object.entries(labels).map(([name, label]) => `  ${name}["${label}"]`);
    const arrows = withoutDetours(imports)
      .sort()
      .map(([from, to]) => `  ${from} --> ${to}`);
    const picture = fenced('mermaid', ['flowchart TD', ...nodes, ...arrows].join('\n'));
    expectBlock(page, 'imports', picture, 'npm run docs');
  });

  it('follows one value through files that have it', () => {
    const steps = [...section('One value on its way').matchAll(/^\| `([^`]+)` *\| `([^`]+)` *\|$/gm)];
    expect(steps).toHaveLength(7);
    for (const [, file = '', text = ''] of steps) expect(readFileSync(join(root, file), 'utf8')).toContain(text);
  });

  it('names in its table, and permits by .dependency-cruiser.js, just what each folder imports', () => {
    const rows = [...section('Who imports whom').matchAll(/^\| `([a-z]+)\/` .*\| ([^|]*?) *\|$/gm)];
    const table = Object.fromEntries(
      rows.map(([, folder, list = '']) => [folder, list === '–' ? [] : list.split(', ')]),
    );
    const lower = layers.filter((layer) => layer !== 'cli');
    const listed = (imported: (to: string) => boolean) => layers.filter(imported).toReversed();
    expect(table).toEqual(
      Object.fromEntries(lower.map((from) => [from, listed((to) => imports.get(from)?.has(to) ?? false)])),
    );
    expect(table).toEqual(Object.fromEntries(lower.map((from) => [from, listed((to) => mayImport(from, to))])));
  });
});

function section(heading: string): string {
  return readFileSync(page, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

const { forbidden } = require('../../.dependency-cruiser.js') as {
  forbidden: readonly { readonly name: string; readonly to: { readonly path?: string } }[];
};

function mayImport(from: string, to: string): boolean {
  const refused = forbidden.find(({ name }) => name === `${from}-imports`)?.to.path ?? '';
  return from !== to && !new RegExp(refused).test(`${to}/`);
}
