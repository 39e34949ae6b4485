import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { loadBlueprint } from '../../blueprints/load-blueprint';
import { ruleTexts } from '../../cli/rule-texts';
import { scripts } from '../../package.json';
import { parseFaults } from '../../sandbox/cloud/fault-file';
import { findField, specFields } from '../../schemas/spec-fields';
import { validateProject } from '../../schemas/validate-project';
import { baseSpec } from '../support/spec';
import { complaint, mentioned, ninefoldCalls } from './command-lines';
import { fences, inlineCode, pages, root, textOf } from './pages';
import { anchorOf } from './reference/markdown';

const written = pages.filter((page) => !page.startsWith(join('docs', 'reference')));

it('the guide to deploying names every event of a run', () => {
  const guide = textOf(join('docs', 'deploying.md'));
  const types = [...textOf(join('deploy', 'events.ts')).matchAll(/'((?:run|stack|resource)-[a-z-]+)'/g)];
  expect(types.length).toBeGreaterThan(10);
  for (const [, type = ''] of types) expect(guide).toContain(`\`${type}\``);
});

describe('links', () => {
  const anchors = new Map(pages.map((page) => [page, anchorsOf(textOf(page))]));

  it.each(pages)('%s leads only to files and headings that exist', (page) => {
    const links = [
      ...textOf(page)
        .replace(/^```.*?^```$/gms, '')
        .matchAll(/\]\((?!https?:)([^)\s]+)\)/g),
    ];
    const broken = links.filter(([, link = '']) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : normalize(join(dirname(page), file));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchors.get(target)?.has(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('lead from docs/README.md to every page of docs/', () => {
    const map = textOf(join('docs', 'README.md'));
    const missing = pages.filter(
      (page) => dirname(page) === 'docs' && page !== join('docs', 'README.md') && !map.includes(`(${page.slice(5)}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('what the pages name', () => {
  const rules = new Set(ruleTexts().map(({ id }) => id));
  const areas = new Set([...rules].map((id) => id.split('/')[0] ?? ''));
  const tops = new Set(specFields().map(({ path }) => path.split('.')[0] ?? ''));

  it.each(written)('%s: commands, fields, rules, files and scripts that exist', (page) => {
    const code = inlineCode(page);
    const shell = fences(page, 'sh', 'console', 'yaml');
    const calls = fences(page, 'sh', 'console').flatMap(ninefoldCalls);
    const mentions = code.filter((text) => /^(npx )?ninefold /.test(text)).flatMap(mentioned);
    const problems = [
      ...calls.map(complaint).filter((said) => said !== undefined),
      // Prose names a command without what it needs.
      ...mentions.map(complaint).filter((said) => said !== undefined && !/missing required argument|^Usage/.test(said)),
      ...code
        .filter((text) => /^[a-z]+\/[a-z][a-z0-9-]+$/.test(text) && areas.has(text.split('/')[0] ?? ''))
        .filter((id) => !rules.has(id) && !existsSync(join(root, id))),
      ...code
        .filter((text) => /^[a-zA-Z]+(\[\])?(\.[a-zA-Z]+(\[\])?)+$/.test(text) && tops.has(text.split(/[.[]/)[0] ?? ''))
        .filter((path) => !/\.(yaml|ts|md|json|lock)$/.test(path) && findField(path) === undefined),
      ...code
        .filter((text) => /^(\.?[a-z-]+\/)+[a-zA-Z0-9.-]*$/.test(text) && isTopFolder(text.split('/')[0] ?? ''))
        .filter(
          (path) => !rules.has(path) && !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)),
        ),
      ...[...[...code, ...shell].join('\n').matchAll(/npm run (?:-s )?([a-z:-]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts)),
    ];
    expect(problems).toEqual([]);
  });
});

describe('YAML', () => {
  it.each(written.filter((page) => fences(page, 'yaml').length > 0))('%s: fields of the spec that exist', (page) => {
    expect(fences(page, 'yaml').flatMap(mistakesIn)).toEqual([]);
  });
});

/** Of a spec or a part of one, in which `…` stands for what is left out; of a blueprint, or of the faults of a sandbox. */
function mistakesIn(text: string): string[] {
  const part = parse(text.replace(/^\s*…$/gm, '')) as Record<string, unknown>;
  if (Array.isArray(part)) return parseFaults(text).problems;
  if (part['kind'] === 'Blueprint') {
    const file = join(mkdtempSync(join(tmpdir(), 'ninefold-pages-')), 'blueprint.yaml');
    writeFileSync(file, text);
    const loaded = loadBlueprint(file);
    rmSync(dirname(file), { recursive: true });
    return 'findings' in loaded ? loaded.findings.map(({ message }) => message) : [];
  }
  const result = validateProject({ ...baseSpec(), ...part });
  const violations = 'violations' in result ? result.violations : [];
  return violations
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .filter((mistake) => !/ is missing$/.test(mistake));
}

/** GitHub numbers headings of the same name. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
    anchorOf(heading),
  );
  const seen = new Map<string, number>();
  return new Set(
    headings.map((anchor) => {
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

function isTopFolder(name: string): boolean {
  return existsSync(join(root, name)) && statSync(join(root, name)).isDirectory();
}
