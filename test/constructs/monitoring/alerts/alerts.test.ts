import { regionAlerts, regionRules } from '../../../../constructs/monitoring/region-monitoring';
import { itWithTool } from '../../../support/debian-tools';
import { type AlertCase, alertCases } from '../../../support/monitoring/alert-cases';
import { caseProblems, onlyAlert, type RuleTests, ruleProblems } from '../../../support/monitoring/rule-tests';
import { objectiveIds, sloCases } from '../../../support/monitoring/slo-cases';
import { watchedRegion } from '../../../support/watched-region';

const groups = regionRules(watchedRegion);

const ownRules = groups.filter((group) => !group.name.startsWith('slo-'));

const casesOf = (name: string) => alertCases.filter(({ alert }) => alert === name);

const suitesByAlert = (): RuleTests[] =>
  [...new Set(alertCases.map(({ alert }) => alert))].map((name) => ({
    groups: onlyAlert(ownRules, name),
    interval: '5s',
    cases: casesOf(name),
  }));

const suitesByObjective = (): RuleTests[] =>
  objectiveIds.map((id) => ({
    groups: groups.filter(({ name }) => name === `slo-${id}` || name === `slo-budget-${id}`),
    interval: '5m',
    cases: sloCases.filter(({ labels }) => labels?.['slo'] === id),
  }));

describe('the rules of a region', () => {
  itWithTool('promtool')('are what Prometheus accepts', () => {
    expect(ruleProblems(groups)).toBe('');
  });

  it('have a case for every alert', () => {
    const tested = new Set([...alertCases, ...sloCases].map(({ alert }) => alert));
    const names = new Set(regionAlerts(watchedRegion).map(({ name }) => name));
    expect([...tested].sort()).toEqual([...names].sort());
  });

  it('have a case for every objective', () => {
    const ids = groups.filter(({ name }) => name.startsWith('slo-budget-')).map(({ name }) => name.slice(11));
    expect([...objectiveIds].sort()).toEqual(ids.sort());
  });

  itWithTool('promtool')('fire when they should and are silent otherwise', () => {
    expect(caseProblems([...suitesByAlert(), ...suitesByObjective()])).toBe('');
  });

  itWithTool('promtool')('are found out when they do not fire, and when they are not silent', () => {
    const [down] = casesOf('EngineDown');
    if (down?.silent === undefined) throw new Error('EngineDown has a case');
    const { fires, silent } = down;
    const wrong = (more: Partial<AlertCase>): RuleTests => ({
      groups: onlyAlert(ownRules, 'EngineDown'),
      interval: '5s',
      cases: [{ ...down, ...more }],
    });
    expect(caseProblems([wrong({})])).toBe('');
    expect(caseProblems([wrong({ fires: silent })])).toMatch(/FAILED/);
    expect(caseProblems([wrong({ silent: fires })])).toMatch(/FAILED/);
  });
});
