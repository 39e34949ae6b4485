import { stringify } from 'yaml';
import { compile } from '../../../planner/compile';
import { suppressionRules } from '../../../planner/rules/suppressions';
import { type Finding, formatPath } from '../../../schemas/finding';
import { type Spec, specWith, today } from '../../support/spec';

/** Findings of the base spec with an unpinned model, one pool of a single type, and the given suppressions. */
function findings(suppress: readonly object[], change: (spec: Spec) => void = () => {}): readonly Finding[] {
  const spec = specWith((s) => {
    delete s.models[0].revision;
    s.pools[0].instanceTypes = ['g5.12xlarge'];
    s.suppress = suppress.map((entry) => ({ reason: 'accepted by the team', until: '2027-01-31', ...entry }));
    change(s);
  });
  return compile({ file: 'project.yaml', text: stringify(spec) }, today).findings;
}

const show = (found: readonly Finding[]) => found.map(({ rule, path }) => `${rule} ${formatPath(path)}`).sort();

const both = ['compute/single-type-pool pools[0].instanceTypes', 'security/unpinned-revision models[0]'];

describe('suppressions', () => {
  it('silence a rule everywhere', () => {
    expect(show(findings([]))).toEqual(both);
    expect(show(findings([{ rule: 'security/unpinned-revision' }]))).toEqual([both[0]]);
  });

  it.each(['models', 'models.qwen'])('silence a rule below %s', (path) => {
    expect(show(findings([{ rule: 'security/unpinned-revision', path }]))).toEqual([both[0]]);
  });

  it.each(['models.other', 'pools', 'pools.serve', 'mod', 'constructor.name'])('silence nothing outside %s', (path) => {
    expect(show(findings([{ rule: 'security/unpinned-revision', path }]))).toEqual([
      ...both,
      'suppress/unused suppress[0].rule',
    ]);
  });

  it('hold on their last day and not a day longer', () => {
    const rule = 'security/unpinned-revision';
    expect(show(findings([{ rule, until: today }]))).toEqual([both[0]]);
    expect(show(findings([{ rule, until: '2026-11-22' }]))).toEqual([...both, 'suppress/expired suppress[0].until']);
  });

  it('name a rule that exists', () => {
    expect(findings([{ rule: 'security/unpined-revision' }]).at(-1)).toMatchObject({
      rule: 'suppress/unknown-rule',
      severity: 'error',
      fix: 'did you mean "security/unpinned-revision"?',
    });
  });

  it.each(['security/no-admins', 'schema/unknown-key', 'suppress/unused'])('cannot be had for %s', (rule) => {
    expect(findings([{ rule }]).at(-1)).toMatchObject({ rule: 'suppress/not-possible', path: ['suppress', 0, 'rule'] });
  });

  it('silence something', () => {
    expect(show(findings([{ rule: 'storage/replication-off' }]))).toEqual([
      ...both,
      'suppress/unused suppress[0].rule',
    ]);
  });

  it('are not called unused while a mistake keeps their rule from looking', () => {
    const entry = { rule: 'compute/single-type-pool', path: 'pools.serve' };
    const broken = findings([entry], (s) => {
      s.pools[0].instanceTypes = 'g5.12xlarge';
    });
    expect(show(broken)).toEqual(['schema/wrong-type pools[0].instanceTypes', both[1]]);
  });
});

describe('the rules about suppressions', () => {
  it.each(suppressionRules.map((rule) => [rule.id, rule] as const))('%s has whole sentences', (_id, rule) => {
    for (const text of [rule.summary, rule.why, rule.fix]) expect(text).toMatch(/^[A-Z].*\.$/);
  });
});
