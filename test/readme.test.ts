import { readFileSync } from 'node:fs';
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

  it('and the guide to reliability show the proof of the example as it is', () => {
    const plan = readFileSync(join(root, 'test', 'golden', 'chat-assistant', 'plan.txt'), 'utf8');
    const guide = readFileSync(join(root, 'docs', 'reliability.md'), 'utf8');
    const proof = plan.slice(plan.indexOf('Time budget of failures')).trim().split('\n\n');
    expect(proof.length).toBe(4);
    for (const section of proof) expect(guide).toContain(section);
  });
});
