import { rules } from '../../../planner/rules';
import { suppressionRules } from '../../../planner/rules/suppressions';
import { baseSpec, violationsOf } from '../../support/spec';

const documented = [...rules, ...suppressionRules];

describe('the rules', () => {
  it('are at least 45', () => {
    expect(rules.length).toBeGreaterThanOrEqual(45);
  });

  it('have ids of their own', () => {
    expect(new Set(documented.map((rule) => rule.id)).size).toBe(documented.length);
  });

  test.each(documented.map((rule) => [rule.id, rule] as const))('%s explains itself', (_id, rule) => {
    expect(rule.id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    for (const text of [rule.summary, rule.why, rule.fix]) expect(text).toMatch(/^[A-Z`].{15,}[.:)]$/s);
    expect(rule.source.length).toBeGreaterThan(5);
  });

  it('say nothing about the spec that the tests of single rules start from', () => {
    expect(violationsOf(baseSpec(), rules)).toEqual({});
  });
});
