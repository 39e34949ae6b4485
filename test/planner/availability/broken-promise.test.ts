import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../planner/compile';
import { examplesFolder } from '../../support/examples';
import { today } from '../../support/spec';

const file = join(examplesFolder, 'chat-assistant', 'project.yaml');
const original = readFileSync(file, 'utf8');
const dns = '  routing: active-active\n';

/** Errors of the example after one change of its text: the rule, and the line that it points at. */
function errorsAfter(from: string, to: string): string[] {
  expect(original).toContain(from);
  const text = original.replace(from, to);
  const lines = text.split('\n');
  return compile({ file, text }, today)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, location }) => `${rule}: ${lines[(location?.line ?? 0) - 1]?.trim()}`);
}

describe('the promise of the example chat-assistant', () => {
  it('is kept as it is', () => {
    expect(errorsAfter(dns, dns)).toEqual([]);
  });

  it.each([
    ['resolvers that keep the answer for five minutes', `${dns}  ttl: 300s\n`, 'objectives/recovery-broken: ttl: 300s'],
    [
      'health checks that take ten failures for one',
      `${dns}  healthCheck: { failures: 10 }\n`,
      'objectives/recovery-broken: healthCheck: { failures: 10 }',
    ],
  ])('is broken by %s, at their line', (_what, changed, error) => {
    expect(errorsAfter(dns, changed)).toEqual([error]);
  });

  it('is broken by a cold region that users depend on, at its line', () => {
    const [active = ''] = /^ +- \{ name: us-west-2.*$/m.exec(original) ?? [];
    const cold = active.replace('role: active', 'role: standby, standby: cold');
    const errors = errorsAfter(active, cold);
    expect(errors).toContain(`objectives/cold-standby: ${cold.trim()}`);
  });
});
