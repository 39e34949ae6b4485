import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../planner/compile';
import { rules } from '../planner/rules';
import { buildApp, summarize } from '../stacks/synthesize';
import { today } from './support/spec';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows a spec without a single finding, and says truly what it makes', () => {
    const text = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? '';
    const { environment, findings } = compile({ file: 'README.md', text }, today);
    expect(findings).toEqual([]);
    const stacks = environment === undefined ? [] : summarize(buildApp(environment, tmpdir()));
    expect(stacks).toHaveLength(15);
    expect(stacks.reduce((sum, stack) => sum + stack.resources, 0)).toBeGreaterThan(400);
    expect(readme).toContain('fifteen stacks with more than 400 resources');
  });

  it('counts the rules truly', () => {
    expect(readme).toContain('More than 200 rules');
    expect(rules.length).toBeGreaterThan(200);
  });

  test.each([
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/deploying.md',
    'docs/in-the-cluster.md',
    'docs/pulumi-components.md',
    'docs/reliability.md',
    'docs/sandbox.md',
    'docs/decisions/README.md',
    'examples/README.md',
  ])('%s links only to files that exist', (file) => {
    const folder = join(root, file, '..');
    const links = [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });

  it('show the proof of the example as it is in the guide to reliability', () => {
    const plan = readFileSync(join(root, 'test', 'golden', 'chat-assistant', 'plan.txt'), 'utf8');
    const guide = readFileSync(join(root, 'docs', 'reliability.md'), 'utf8');
    const proof = plan.slice(plan.indexOf('Time budget of failures')).trim().split('\n\n');
    expect(proof.length).toBe(4);
    for (const section of proof) expect(guide).toContain(section);
  });
});
